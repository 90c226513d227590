package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.internal.wit.ast.Renaming;
import dev.vespula.component.internal.wit.syntax.WitError;
import dev.vespula.component.wit.WitFunction;
import dev.vespula.component.wit.WitGate;
import dev.vespula.component.wit.WitKey;
import dev.vespula.component.wit.WitWorldItem;
import dev.vespula.internal.names.PrintableName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The worlds that a world includes. */
final class Includer {
    private final PackageSet set;
    private final References references;
    private final PackageNode node;
    private final WorldNode world;

    Includer(PackageSet set, References references, PackageNode node, WorldNode world) {
        this.set = set;
        this.references = references;
        this.node = node;
        this.world = world;
    }

    void includeAll() {
        for (DraftInclude include : world.draftIncludes) {
            if (set.isOpen(include.gate(), node.name, include.place())) {
                include(include);
            }
        }
        world.draftIncludes.clear();
        checkCase(world.imports, "import");
        checkCase(world.exports, "export");
    }

    private void include(DraftInclude include) {
        WorldNode from = references.node(include.from(), include.place());
        Map<String, String> names = new LinkedHashMap<>();
        for (Renaming name : include.names()) {
            names.putIfAbsent(name.name().name(), name.as().name());
        }
        checkUsed(include, from, names);
        NodeCopier copier = new NodeCopier(set, from, world, node, include.place());
        from.imports.forEach((key, item) -> add(copier, world.imports, key, item, names, include.place(), "import"));
        from.exports.forEach((key, item) -> add(copier, world.exports, key, item, names, include.place(), "export"));
    }

    private static void checkUsed(DraftInclude include, WorldNode from, Map<String, String> names) {
        Set<String> unused = new LinkedHashSet<>(names.keySet());
        for (Map<WitKey, WitWorldItem> items : List.of(from.imports, from.exports)) {
            for (WitKey key : items.keySet()) {
                if (key instanceof WitKey.Name name) {
                    unused.remove(label(name.name()));
                    unused.remove(name.name());
                }
            }
        }
        if (!unused.isEmpty()) {
            String name = unused.iterator().next();
            throw WitError.invalid(include.place(), "`with` renames `" + PrintableName.of(name)
                    + "`, which world `" + from + "` neither imports nor exports under a plain name");
        }
    }

    private void add(NodeCopier copier, Map<WitKey, WitWorldItem> to, WitKey key, WitWorldItem item,
            Map<String, String> names, Place place, String word) {
        set.charge(1, place);
        if (key instanceof WitKey.Interface) {
            to.merge(key, item, (before, added) -> merged((WitWorldItem.Interface) before,
                    (WitWorldItem.Interface) added, copier.isForeign(), place));
            return;
        }
        String name = renamed(((WitKey.Name) key).name(), names);
        if (to.putIfAbsent(new WitKey.Name(name), copier.item(item, name)) != null) {
            throw WitError.invalid(place, "it includes an " + word + " `" + PrintableName.of(name)
                    + "`, a name that there is already; `with` can rename it");
        }
    }

    /** An interface that is there and comes again. */
    private static WitWorldItem merged(WitWorldItem.Interface before, WitWorldItem.Interface added, boolean isForeign,
            Place place) {
        Optional<WitGate> gate = before.gate();
        if (isForeign && added.gate().filter(WitGate.Since.class::isInstance).isPresent()) {
            // versions of another package say nothing here
            gate = Optional.empty();
        } else if (gate.isEmpty()) {
            gate = added.gate();
        } else if (added.gate().isPresent() && !added.gate().equals(gate)) {
            throw WitError.invalid(place, "interface `" + added.target()
                    + "` is included with other `@since` or `@unstable` than it has already");
        }
        return new WitWorldItem.Interface(before.target(), gate, before.docs(), before.externalId());
    }

    private static String renamed(String name, Map<String, String> names) {
        String label = label(name);
        String as = names.get(label);
        if (as == null) {
            return name;
        }
        int start = name.indexOf(']') + 1;
        return name.substring(0, start) + as + name.substring(start + label.length());
    }

    /** What {@code with} can rename: the resource of {@code [method]resource.f}, or the name itself. */
    private static String label(String name) {
        int start = name.indexOf(']') + 1;
        int dot = start == 0 ? -1 : name.indexOf('.', start);
        return name.substring(start, dot < 0 ? name.length() : dot);
    }

    private void checkCase(Map<WitKey, WitWorldItem> items, String word) {
        Map<String, String> seen = new HashMap<>();
        for (WitKey key : items.keySet()) {
            if (key instanceof WitKey.Name plain) {
                String name = plain.name();
                String before = seen.put(name.toLowerCase(Locale.ROOT), name);
                if (before != null) {
                    throw WitError.invalid(world.place, word + " `" + PrintableName.of(name) + "` of world `" + world
                            + "` differs from `" + PrintableName.of(before) + "` only in case");
                }
            }
        }
    }

    /** A function of the same types under another name. */
    static WitFunction renamed(WitFunction function, String name) {
        return new WitFunction(name, function.form(), function.calling(), function.resource(), function.parameters(),
                function.result(), function.docs(), function.gate(), function.externalId());
    }
}
