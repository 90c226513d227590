package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.internal.wit.syntax.WitError;
import dev.vespula.component.wit.PackageName;
import dev.vespula.component.wit.WitGate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Packages that are resolved, and what is in them, numbered. */
public final class PackageSet {
    /**
     * So many types, parts of types, functions, parameters, imports and exports there may be. A text of 1 MB has some
     * 100,000, but worlds that include worlds, or import an interface that uses many, would multiply them.
     */
    static final int MAX_ITEMS = 1_000_000;

    final List<PackageNode> packages = new ArrayList<>();
    final List<InterfaceNode> interfaces = new ArrayList<>();
    final List<WorldNode> worlds = new ArrayList<>();
    final List<TypeNode> types = new ArrayList<>();
    final Map<PackageName, PackageNode> byName = new HashMap<>();

    private final Predicate<String> features;
    private int items;

    /** @param features which unstable features are switched on */
    public PackageSet(Predicate<String> features) {
        this.features = features;
    }

    public List<PackageNode> packages() {
        return packages;
    }

    public List<InterfaceNode> interfaces() {
        return interfaces;
    }

    public List<WorldNode> worlds() {
        return worlds;
    }

    public List<TypeNode> types() {
        return types;
    }

    public boolean contains(PackageName name) {
        return byName.containsKey(name);
    }

    /** Makes room for more types, functions, imports and so on. */
    void charge(int count, Place place) {
        items += count;
        if (items > MAX_ITEMS) {
            throw WitError.limit(place, "there are more than " + MAX_ITEMS + " types, functions, imports and exports");
        }
    }

    PackageNode addPackage(PackageName name, String docs) {
        PackageNode node = new PackageNode(packages.size(), name, docs);
        packages.add(node);
        byName.put(name, node);
        return node;
    }

    void addType(TypeNode type) {
        charge(1 + type.shape.parts().size(), type.place);
        type.index = types.size();
        type.presence = TypeNode.Presence.PRESENT;
        types.add(type);
    }

    void addInterface(InterfaceNode node, PackageNode owner) {
        node.witPackage = owner;
        node.index = interfaces.size();
        interfaces.add(node);
    }

    void addWorld(WorldNode node, PackageNode owner) {
        node.witPackage = owner;
        node.index = worlds.size();
        worlds.add(node);
    }

    /**
     * Whether something with a gate is there.
     *
     * @param gate or null
     * @param in the package that has the gate
     */
    boolean isOpen(WitGate gate, PackageName in, Place place) {
        if (gate instanceof WitGate.Unstable unstable) {
            return features.test(unstable.feature());
        }
        if (gate instanceof WitGate.Since since) {

            if (in.version().isEmpty()) {
                throw WitError.invalid(place,
                        "package `" + in + "` has no version, so nothing in it can be there since one");
            }
            if (since.version().compareTo(in.version().get()) > 0) {
                throw WitError.invalid(place, "`@since` names version " + since.version()
                        + ", which is newer than the package `" + in + "`");
            }
        }
        return true;
    }
}
