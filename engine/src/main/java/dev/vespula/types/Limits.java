package dev.vespula.types;

import java.util.OptionalLong;

/**
 * The size range of a table (elements) or a memory (pages). Both numbers are unsigned.
 *
 * @param min the size at creation
 * @param max the size it can grow to, if declared
 */
public record Limits(long min, OptionalLong max) {
    /** No declared maximum. */
    public static Limits atLeast(long min) {
        return new Limits(min, OptionalLong.empty());
    }

    /** A declared maximum. */
    public static Limits range(long min, long max) {
        return new Limits(min, OptionalLong.of(max));
    }

    @Override
    public String toString() {
        String text = Long.toUnsignedString(min);
        return max.isPresent() ? text + " " + Long.toUnsignedString(max.getAsLong()) : text;
    }
}
