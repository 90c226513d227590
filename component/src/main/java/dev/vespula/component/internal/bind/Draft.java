package dev.vespula.component.internal.bind;

import dev.vespula.component.types.ValueType;
import java.util.ArrayList;
import java.util.List;

/** What is found out while types of a function are compared with those of a method: all that does not fit, and resources. */
final class Draft {
    private final UserLookup lookup;
    private final List<String> mismatches = new ArrayList<>();
    private final List<ResourceUse> resources = new ArrayList<>();

    Draft(UserLookup lookup) {
        this.lookup = lookup;
    }

    UserLookup lookup() {
        return lookup;
    }

    /** What does not fit, a line each. */
    List<String> mismatches() {
        return mismatches;
    }

    /** The resources in the types. */
    List<ResourceUse> resources() {
        return resources;
    }

    /** A type that does not fit, and why. */
    void refuse(String place, ValueType wit, JavaType java, String why) {
        refuse(place + ": " + TypeWords.of(wit) + " in WIT, " + java + " in Java: " + why);
    }

    /** Something that does not fit. */
    void refuse(String line) {
        mismatches.add(line);
    }
}
