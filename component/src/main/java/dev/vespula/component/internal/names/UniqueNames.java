package dev.vespula.component.internal.names;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Names that must be strongly unique: the imports of a component, the fields of a record. Languages that do not tell upper case
 * from lower case, or a method from a function with its name, must be able to tell such names apart.
 */
public final class UniqueNames {
    private static final String METHOD = "[method]";
    private static final String STATIC = "[static]";

    private final Map<String, String> names = new HashMap<>();

    /**
     * Adds a name, if it does not conflict with one that was added before.
     *
     * @return the name it conflicts with, or null
     */
    public String add(String name) {
        return names.putIfAbsent(key(name), name);
    }

    /** What is compared: names with equal keys conflict. */
    static String key(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String member = lower.startsWith(METHOD)
                ? lower.substring(METHOD.length())
                : lower.startsWith(STATIC) ? lower.substring(STATIC.length()) : null;
        if (member == null) {
            return lower;
        }
        int dot = member.indexOf('.');
        // The function r of a resource r would have the name of its constructor in many languages, so it conflicts with r.
        return dot >= 0 && member.substring(0, dot).equals(member.substring(dot + 1)) ? member.substring(0, dot) : member;
    }
}
