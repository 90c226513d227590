package dev.vespula.internal.runtime;

/**
 * What a table's declaration says.
 *
 * @param type    element type, as an int of {@code ValTypes}
 * @param minimum elements at the start
 * @param maximum most elements, unsigned, or {@link #NONE}
 * @param wide    whether indices are 64 bits wide
 */
public record TableShape(int type, long minimum, long maximum, boolean wide) {
    /** No declared maximum. */
    public static final long NONE = -1;

    /** An index in slot form made unsigned: 32-bit ones are zero-extended. */
    public long unsigned(long index) {
        return wide ? index : index & 0xFFFF_FFFFL;
    }

    /** The same with another minimum. */
    TableShape withMinimum(long elements) {
        return new TableShape(type, elements, maximum, wide);
    }

    /** The most elements it may have: as declared, and what its indices reach. */
    public long maximumElements() {
        long reach = wide ? Long.MAX_VALUE : 0xFFFF_FFFFL;
        return maximum == NONE || Long.compareUnsigned(maximum, reach) > 0 ? reach : maximum;
    }
}
