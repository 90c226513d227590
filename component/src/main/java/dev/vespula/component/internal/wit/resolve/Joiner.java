package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.internal.wit.resolve.ForeignItem.ForeignType;
import dev.vespula.component.internal.wit.resolve.PackageDraft.ForeignPackage;
import dev.vespula.component.internal.wit.resolve.PackageDraft.RequiredResource;
import dev.vespula.component.internal.wit.syntax.WitError;
import dev.vespula.component.wit.PackageName;
import dev.vespula.component.wit.WitFunction;
import dev.vespula.component.wit.WitGate;
import dev.vespula.component.wit.WitKey;
import dev.vespula.component.wit.WitOwner;
import dev.vespula.component.wit.WitWorldItem;
import dev.vespula.internal.names.PrintableName;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Joins a draft to a set of packages that has all packages it uses. The order in which things are numbered is visible in
 * the JSON form: types, then handles that interfaces need, then those of worlds, then copies for {@code include}.
 */
final class Joiner {
    /** So many names of packages a message lists. */
    private static final int LISTED = 10;

    private final PackageSet set;
    private final PackageDraft draft;
    private final References references;
    private final PackageNode node;

    private Joiner(PackageSet set, PackageDraft draft) {
        this.set = set;
        this.draft = draft;
        this.references = new References(set, draft.name);
        if (set.byName.containsKey(draft.name)) {
            throw WitError.invalid(draft.place, "package `" + draft.name + "` is defined more than once");
        }
        this.node = set.addPackage(draft.name, draft.docs);
    }

    /** @throws WitError when something is missing, closed or contradicts something else */
    static PackageNode join(PackageSet set, PackageDraft draft) {
        Joiner joiner = new Joiner(set, draft);
        joiner.join();
        return joiner.node;
    }

    private void join() {
        draft.foreign.forEach(this::foreignPackage);
        draft.foreign.values().forEach(foreign -> foreign.items().values().forEach(this::foreignTypes));
        for (RequiredResource required : draft.requiredResources) {
            TypeNode definition = required.type().definition;
            if (definition != null && definition.resource == null) {
                throw WitError.invalid(required.place(),
                        "type `" + definition.name + "` is no resource, of which alone there are handles");
            }
        }
        draft.types.forEach(references::admit);
        draft.interfaces.forEach(this::joinInterface);
        checkOwners(InterfaceNode.class);
        draft.worlds.forEach(this::joinWorld);
        checkOwners(WorldNode.class);
        for (WorldNode world : draft.worlds) {
            if (!world.excluded) {
                new Includer(set, references, node, world).includeAll();
                new WorldElaborator(set, world).elaborate();
            }
        }
        for (InterfaceNode made : draft.interfaces) {
            if (!made.excluded && made.name != null) {
                node.interfaces.put(made.name, made);
            }
        }
        for (WorldNode made : draft.worlds) {
            if (!made.excluded) {
                node.worlds.put(made.name, made);
            }
        }
    }

    // What stands in other packages

    private void foreignPackage(PackageName name, ForeignPackage foreign) {
        PackageNode found = set.byName.get(name);
        if (found == null) {
            String known = set.packages.stream().limit(LISTED).filter(p -> p != node).map(p -> p.name.toString())
                    .collect(Collectors.joining(", "));
            throw WitError.invalid(foreign.place(), "there is no package `" + name + "`"
                    + (known.isEmpty() ? "" : "; there is " + known + (set.packages.size() > LISTED ? ", ..." : "")));
        }
        foreign.items().values().forEach(item -> foreignItem(item, found));
    }

    private void foreignItem(ForeignItem item, PackageNode found) {
        Place place = item.name.place();
        boolean needed = isAnyOpen(item.gates, place);
        if (item.node instanceof InterfaceNode placeholder) {

            placeholder.excluded = !needed;
            placeholder.definition = found.interfaces.get(placeholder.name);
        } else {
            WorldNode placeholder = (WorldNode) item.node;
            placeholder.excluded = !needed;
            placeholder.definition = found.worlds.get(placeholder.name);
        }
        boolean isInterface = item.node instanceof InterfaceNode;
        boolean missing = isInterface
                ? ((InterfaceNode) item.node).definition == null
                : ((WorldNode) item.node).definition == null;
        if (needed && missing) {
            throw WitError.invalid(place, "there is no " + (isInterface ? "interface" : "world") + " `"
                    + PrintableName.of(item.name.name()) + "` in package `" + found.name + "`");
        }
    }

    private void foreignTypes(ForeignItem item) {
        for (ForeignType type : item.types.values()) {
            TypeNode placeholder = type.node();
            placeholder.presence = TypeNode.Presence.EXCLUDED;
            if (isAnyOpen(type.gates(), placeholder.place)) {
                InterfaceNode from = references.node((InterfaceNode) item.node, placeholder.place);
                placeholder.definition = from.types.get(placeholder.name);
                if (placeholder.definition == null) {
                    throw WitError.invalid(placeholder.place, "there is no type `" + PrintableName.of(placeholder.name)
                            + "` in interface `" + from + "`");
                }
            }
        }
    }

    private boolean isAnyOpen(List<WitGate> gates, Place place) {
        boolean open = false;
        for (WitGate gate : gates) {
            open |= set.isOpen(gate, draft.name, place);
        }
        return open;
    }

    // What stands in this one

    private void joinInterface(InterfaceNode made) {
        made.scope = null;
        made.excluded = !set.isOpen(made.gate, draft.name, made.place);
        if (made.excluded) {
            return;
        }
        made.types.values().removeIf(type -> type.presence == TypeNode.Presence.EXCLUDED);
        for (DraftFunction function : made.draftFunctions) {
            WitFunction declared = function.function();
            if (set.isOpen(declared.gate().orElse(null), draft.name, function.place())) {
                made.functions.put(declared.name(), references.function(declared, function.place()));
            }
        }
        made.draftFunctions.clear();
        set.addInterface(made, node);
    }

    /** A type that is there needs the interface or world that is around it. */
    private void checkOwners(Class<? extends WitOwner> kind) {
        for (TypeNode type : draft.types) {
            boolean present = type.presence == TypeNode.Presence.PRESENT;
            if (present && kind.isInstance(type.owner) && isExcluded(type.owner)) {
                throw WitError.invalid(type.place, "type `" + type.name + "` needs no feature, but what it stands in"
                        + " is not there because the feature it needs is not switched on");
            }
        }
    }

    private static boolean isExcluded(WitOwner owner) {
        return owner instanceof InterfaceNode interfaceNode ? interfaceNode.excluded : ((WorldNode) owner).excluded;
    }

    private void joinWorld(WorldNode made) {
        made.excluded = !set.isOpen(made.gate, draft.name, made.place);
        if (made.excluded) {
            return;
        }
        joinItems(made.draftImports, made.imports);
        joinItems(made.draftExports, made.exports);
        set.addWorld(made, node);
    }

    private void joinItems(Map<WitKey, DraftItem> from, Map<WitKey, WitWorldItem> to) {
        from.forEach((key, draftItem) -> {
            Place place = draftItem.place();
            if (isOpen(draftItem)) {
                set.charge(1, place);
                WitKey joined = key instanceof WitKey.Interface i
                        ? new WitKey.Interface(references.node((InterfaceNode) i.target(), place))
                        : key;
                to.put(joined, join(draftItem.item(), place));
            }
        });
        from.clear();
    }

    private boolean isOpen(DraftItem draftItem) {
        WitWorldItem item = draftItem.item();
        if (item instanceof WitWorldItem.Type type) {
            return ((TypeNode) type.type()).presence != TypeNode.Presence.EXCLUDED;
        }
        WitGate gate = item instanceof WitWorldItem.Function function
                ? function.function().gate().orElse(null)
                : ((WitWorldItem.Interface) item).gate().orElse(null);
        return set.isOpen(gate, draft.name, draftItem.place());
    }

    private WitWorldItem join(WitWorldItem item, Place place) {
        if (item instanceof WitWorldItem.Function function) {
            return new WitWorldItem.Function(references.function(function.function(), place));
        }
        if (item instanceof WitWorldItem.Interface made) {

            return new WitWorldItem.Interface(references.node((InterfaceNode) made.target(), place), made.gate(),
                    made.docs(), made.externalId());
        }
        return item;
    }
}
