package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.Id;
import dev.vespula.component.internal.wit.syntax.WitError;
import dev.vespula.internal.names.PrintableName;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Names of which no two are equal; upper and lower case count as the same. */
final class UniqueNames {
    private final String what;
    private final Map<String, String> names = new HashMap<>();

    /** @param what the names are of, for messages */
    UniqueNames(String what) {
        this.what = what;
    }

    void add(Id id) {
        String before = names.put(id.name().toLowerCase(Locale.ROOT), id.name());
        if (before != null) {
            throw WitError.invalid(id.place(), before.equals(id.name())
                    ? what + " `" + PrintableName.of(id.name()) + "` is defined more than once"
                    : what + " `" + PrintableName.of(id.name()) + "` differs from `" + PrintableName.of(before)
                            + "` only in case");
        }
    }
}
