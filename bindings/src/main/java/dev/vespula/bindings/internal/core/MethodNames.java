package dev.vespula.bindings.internal.core;

import dev.vespula.bindings.internal.source.GivenNames;
import java.util.List;

/** Names of the methods for what a module exports or imports: what is a name of Java already has it, whatever else may want it. */
final class MethodNames {
    private MethodNames() {}

    /** The names, in order. */
    static List<String> of(List<String> names) {
        GivenNames unique = GivenNames.ofMembers();
        String[] given = new String[names.size()];
        for (boolean isOwn : new boolean[] {true, false}) {
            for (int i = 0; i < given.length; i++) {
                String wanted = MemberNames.camel(names.get(i), "unnamed");
                if (wanted.equals(names.get(i)) == isOwn) {
                    given[i] = unique.give(wanted);
                }
            }
        }
        return List.of(given);
    }
}
