package dev.vespula.component.internal.wit.binary;

import dev.vespula.component.internal.wit.ast.Attributes;
import dev.vespula.component.internal.wit.ast.Id;
import dev.vespula.component.internal.wit.ast.Member;
import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.internal.wit.ast.Renaming;
import dev.vespula.component.internal.wit.ast.TypeBody;
import dev.vespula.component.internal.wit.syntax.WitError;
import dev.vespula.component.wit.PackageName;
import dev.vespula.internal.names.PrintableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The members of an interface or a world, collected as if they had been written. */
class WrittenMembers {
    /** So deep types may be nested in one another where they have no names. */
    private static final int MAX_DEPTH = 100;

    final Place place;
    private final PackageName packageName;
    private final FullName fullName;
    private final List<Member> members = new ArrayList<>();
    private final Map<String, List<TypeBody.Method>> methods = new HashMap<>();

    /** @param fullName null for a world, and for an interface that is declared in place */
    WrittenMembers(Place place, PackageName packageName, FullName fullName) {
        this.place = place;
        this.packageName = packageName;
        this.fullName = fullName;
    }

    final List<Member> members() {
        return members;
    }

    final FullName fullName() {
        return fullName;
    }

    final Id id(String name) {
        return new Id(FullName.label(name, place), place);
    }

    final List<TypeBody.Member> labels(List<String> labels) {
        return labels.stream().map(label -> new TypeBody.Member(null, id(label), null)).toList();
    }

    final void checkDepth(int depth) {
        if (depth >= MAX_DEPTH) {
            throw WitError.limit(place, "types are nested more than " + MAX_DEPTH + " deep");
        }
    }

    /** A resource, whose functions follow. */
    final TypeBody resource(String name) {
        List<TypeBody.Method> ofThis = new ArrayList<>();
        methods.put(name, ofThis);
        return new TypeBody.Resource(ofThis);
    }

    /** Adds a function to its resource. */
    final void addMethod(FunctionName name, TypeBody.Method method) {
        List<TypeBody.Method> ofResource = methods.get(name.resource());
        if (ofResource == null) {
            throw WitError.invalid(place, "function `" + PrintableName.of(name.label()) + "` is of no resource `"
                    + PrintableName.of(name.resource()) + "`");
        }
        ofResource.add(method);
    }

    /** Brings a type of another interface here. */
    final void addUse(WrittenMembers from, String name, String local, Attributes attributes) {
        if (from.fullName == null) {
            throw WitError.invalid(place, "type `" + PrintableName.of(name)
                    + "` is used outside of the world or interface it stands in, which has no name");
        }
        Renaming renaming = new Renaming(id(name), local.equals(name) ? null : id(local));
        members.add(new Member.Use(attributes, from.fullName.path(packageName, place), List.of(renaming)));
    }
}
