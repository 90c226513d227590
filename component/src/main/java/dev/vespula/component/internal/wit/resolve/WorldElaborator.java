package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.syntax.WitError;
import dev.vespula.component.wit.WitFunction;
import dev.vespula.component.wit.WitGate;
import dev.vespula.component.wit.WitKey;
import dev.vespula.component.wit.WitShape;
import dev.vespula.component.wit.WitType;
import dev.vespula.component.wit.WitWorldItem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Adds to a world the interfaces that its own use types of. What an import uses is imported. What an export uses is that
 * interface's export if there is one, and otherwise imported; but an interface that is needed as an import can then not be
 * exported, for there would be two of it.
 *
 * <p>Interfaces may use one another in chains that are as long as the text, so nothing here recurses.
 */
final class WorldElaborator {
    private final PackageSet set;
    private final WorldNode world;
    private final Map<WitKey, WitWorldItem> imports = new LinkedHashMap<>();
    private final Map<WitKey, WitWorldItem> exports = new LinkedHashMap<>();

    WorldElaborator(PackageSet set, WorldNode world) {
        this.set = set;
        this.world = world;
    }

    /** The order in which what is imported is written, each behind what it may mention. */
    private enum Rank {
        INTERFACE, USED_TYPE, TYPE, FUNCTION, RESOURCE_FUNCTION
    }

    void elaborate() {
        sorted(world.imports).forEach(this::addImport);
        world.exports.forEach((key, item) -> {
            if (item instanceof WitWorldItem.Function) {
                exports.put(key, item);
            }
        });
        new Exports().addAll();
        world.imports = sorted(imports);
        world.exports = exports;
    }

    private static Map<WitKey, WitWorldItem> sorted(Map<WitKey, WitWorldItem> items) {
        List<Map.Entry<WitKey, WitWorldItem>> entries = new ArrayList<>(items.entrySet());
        entries.sort(Comparator.comparing(entry -> rank(entry.getValue())));
        Map<WitKey, WitWorldItem> sorted = new LinkedHashMap<>();
        entries.forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private static Rank rank(WitWorldItem item) {
        if (item instanceof WitWorldItem.Interface) {
            return Rank.INTERFACE;
        }
        if (item instanceof WitWorldItem.Type type) {
            return usedInterface((TypeNode) type.type()) != null ? Rank.USED_TYPE : Rank.TYPE;
        }
        return ((WitWorldItem.Function) item).function().form() == WitFunction.Form.FREE
                ? Rank.FUNCTION
                : Rank.RESOURCE_FUNCTION;
    }

    /** The interface that a type comes from by {@code use}, or null. */
    static InterfaceNode usedInterface(TypeNode type) {
        WitType target = type.shape instanceof WitShape.Alias ? ((WitShape.Alias) type.shape).target() : null;
        boolean isUsed = target instanceof TypeNode typeNode && typeNode.owner != type.owner;
        return isUsed && ((TypeNode) target).owner instanceof InterfaceNode
                ? (InterfaceNode) ((TypeNode) target).owner
                : null;
    }

    /** The interfaces that an interface uses types of, each perhaps several times. */
    private static Iterator<InterfaceNode> used(InterfaceNode node) {
        return node.types.values().stream().map(WorldElaborator::usedInterface).filter(n -> n != null).iterator();
    }

    private void addImport(WitKey key, WitWorldItem item) {
        if (item instanceof WitWorldItem.Interface i) {
            addImports(key, i);
            return;
        }
        if (item instanceof WitWorldItem.Type of) {
            TypeNode type = (TypeNode) of.type();
            InterfaceNode used = usedInterface(type);
            if (used != null) {
                addImports(new WitKey.Interface(used), implicit(used, type.gate()));
            }
        }
        imports.put(key, item);
    }

    private static WitWorldItem.Interface implicit(InterfaceNode node, Optional<WitGate> gate) {
        return new WitWorldItem.Interface(node, gate, Optional.empty(), Optional.empty());
    }

    /** An interface on the way, and those it uses that are still to be visited. */
    private static final class Visit {
        final WitKey key;
        final WitWorldItem.Interface item;
        final InterfaceNode node;
        final Iterator<InterfaceNode> used;

        Visit(WitKey key, WitWorldItem.Interface item) {
            this.key = key;
            this.item = item;
            this.node = (InterfaceNode) item.target();
            this.used = used(node);
        }
    }

    /** Imports an interface behind all that it uses. */
    private void addImports(WitKey key, WitWorldItem.Interface item) {
        if (imports.containsKey(key)) {
            return;
        }
        Deque<Visit> way = new ArrayDeque<>();
        way.push(new Visit(key, item));
        while (!way.isEmpty()) {
            Visit visit = way.peek();
            if (visit.used.hasNext()) {
                InterfaceNode used = visit.used.next();
                WitKey usedKey = new WitKey.Interface(used);
                if (!imports.containsKey(usedKey)) {
                    way.push(new Visit(usedKey, implicit(used, item.gate())));
                }
            } else {
                way.pop();
                set.charge(1, world.place);
                imports.put(visit.key, visit.item);
            }
        }
    }

    /** The interfaces that are exported. */
    private final class Exports {
        /** Those that something exported needs as an import. */
        private final Set<InterfaceNode> needed = new HashSet<>();

        void addAll() {
            world.exports.forEach((key, item) -> {
                if (item instanceof WitWorldItem.Interface i && !exports.containsKey(key)) {
                    add(key, i);
                }
            });
        }

        private static final class Way {
            final Visit visit;
            final boolean isExport;

            Way(Visit visit, boolean isExport) {
                this.visit = visit;
                this.isExport = isExport;
            }
        }

        private void add(WitKey key, WitWorldItem.Interface item) {
            Deque<Way> ways = new ArrayDeque<>();
            ways.push(new Way(new Visit(key, item), true));
            while (!ways.isEmpty()) {
                Way way = ways.peek();
                if (way.visit.used.hasNext()) {
                    visit(ways, way, way.visit.used.next(), key, item);
                } else {
                    ways.pop();
                    finish(way, key);
                }
            }
        }

        private void visit(Deque<Way> ways, Way user, InterfaceNode used, WitKey first, WitWorldItem.Interface item) {
            WitKey key = new WitKey.Interface(used);
            boolean isExport = user.isExport && world.exports.containsKey(key);
            if (exports.containsKey(key)) {
                if (!isExport) {
                    throw conflict(first);
                }
            } else if (isExport || !needed.contains(used)) {
                WitWorldItem.Interface implicit = new WitWorldItem.Interface(used, item.gate(), Optional.empty(),
                        item.externalId());
                ways.push(new Way(new Visit(key, implicit), isExport));
            }
        }

        private void finish(Way way, WitKey first) {
            Visit visit = way.visit;
            set.charge(1, world.place);
            if (!way.isExport) {
                needed.add(visit.node);
                imports.putIfAbsent(visit.key, visit.item);
            } else if (needed.contains(visit.node)) {
                throw conflict(first);
            } else {
                exports.put(visit.key, visit.item);
            }
        }

        private WitError conflict(WitKey first) {
            return WitError.invalid(world.place, "world `" + world.name + "` exports `" + first
                    + "`, which uses one interface both as an export and, through another one, as an import");
        }
    }
}
