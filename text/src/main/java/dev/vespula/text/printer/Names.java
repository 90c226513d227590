package dev.vespula.text.printer;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The names of one index space. A name becomes an identifier unless another entry has it already or it is long; the rest
 * are kept as {@code @name} annotations, so that none is lost.
 */
final class Names {
    /** A longer name is written once and not where the entry is used, which takes two bytes of the binary. */
    static final int LONGEST_IDENTIFIER = 200;

    /** Of an index space without names, of any size: a few bytes declare thousands of locals. */
    static final Names NONE = new Names(0, index -> null);

    /** Where the names come from. */
    interface Lookup {
        /** The name of an index, or null. */
        String of(int index);
    }

    private final String[] identifiers;
    private final String[] annotations;

    Names(int count, Lookup lookup) {
        identifiers = new String[count];
        annotations = new String[count];
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < count; i++) {
            String name = lookup.of(i);
            if (name != null) {
                if (canBeIdentifier(name) && taken.add(name)) {
                    identifiers[i] = Quoted.identifier(name);
                } else {
                    annotations[i] = " (@name " + Quoted.name(name) + ")";
                }
            }
        }
    }

    /** Whether a name can be an identifier, if no other entry has it. */
    static boolean canBeIdentifier(String name) {
        return !name.isEmpty() && name.length() <= LONGEST_IDENTIFIER;
    }

    /** How other places refer to the entry: identifier or number. */
    String reference(int index) {
        String identifier = index >= 0 && index < identifiers.length ? identifiers[index] : null;
        return identifier == null ? Integer.toUnsignedString(index) : identifier;
    }

    boolean hasIdentifier(int index) {
        return index >= 0 && index < identifiers.length && identifiers[index] != null;
    }

    /** Whether any of the first entries is named. */
    boolean isAnyNamed(int count) {
        return IntStream.range(0, count).anyMatch(this::isNamed);
    }

    /** Whether the definition has anything to say about its name. */
    boolean isNamed(int index) {
        return hasIdentifier(index) || index < annotations.length && annotations[index] != null;
    }

    /** What stands behind the keyword of the entry's definition: identifier or number as a comment, and annotation. */
    String definition(int index) {
        return (identifiers[index] == null ? "" : " " + identifiers[index]) + " (;" + index + ";)" + annotation(index);
    }

    /** As {@link #definition} without the number. */
    String bare(int index) {
        return (hasIdentifier(index) ? " " + identifiers[index] : "") + annotation(index);
    }

    private String annotation(int index) {
        return index >= annotations.length || annotations[index] == null ? "" : annotations[index];
    }
}
