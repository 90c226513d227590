package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.wit.PackageName;
import dev.vespula.component.wit.WitGate;
import dev.vespula.component.wit.WitShape;
import dev.vespula.component.wit.WitType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A package whose own names are resolved, with placeholders for those of other packages. */
final class PackageDraft {
    final PackageName name;
    final Place place;
    final String docs;

    /** Each behind the types it mentions. */
    final List<TypeNode> types = new ArrayList<>();
    final List<InterfaceNode> interfaces = new ArrayList<>();
    final List<WorldNode> worlds = new ArrayList<>();

    /** What it refers to in other packages, by package and name, in the order of reference. */
    final Map<PackageName, ForeignPackage> foreign = new LinkedHashMap<>();

    /** Types of other packages that have to be resources. */
    final List<RequiredResource> requiredResources = new ArrayList<>();

    /** Types that are composed in place, of which there is one of each shape in a package. */
    private final Map<WitShape, TypeNode> anonymous = new HashMap<>();

    record ForeignPackage(Place place, Map<String, ForeignItem> items) {}

    record RequiredResource(TypeNode type, Place place) {}

    PackageDraft(PackageName name, Place place, String docs) {
        this.name = name;
        this.place = place;
        this.docs = docs;
    }

    /** An interface or world of another package that some path leads to. */
    ForeignItem foreign(PackageName packageName, String item) {
        return foreign.get(packageName).items().get(item);
    }

    /**
     * The type of a shape.
     *
     * @param gate of what it is used in, or null: then it takes over that of the first type that it mentions
     */
    TypeNode anonymous(WitShape shape, WitGate gate, Place place) {
        TypeNode known = anonymous.get(shape);
        if (known == null) {
            known = TypeNode.anonymous(shape, gate != null ? gate : firstGate(shape), place);
            anonymous.put(shape, known);
            types.add(known);
        }
        return known;
    }

    private static WitGate firstGate(WitShape shape) {
        for (WitType part : shape.parts()) {
            if (part instanceof TypeNode typeNode && typeNode.gate != null) {
                return typeNode.gate;
            }
        }
        return null;
    }
}
