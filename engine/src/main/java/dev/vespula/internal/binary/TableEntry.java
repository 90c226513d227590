package dev.vespula.internal.binary;

/**
 * A table, imported or defined.
 *
 * @param type element type, an int of ValTypes
 * @param address64 whether indices are i64
 * @param min elements at creation, unsigned
 * @param max declared maximum, unsigned; meaningless unless {@code hasMax}
 * @param hasMax whether a maximum is declared
 * @param init offset of the constant expression that gives the elements' first value, or -1 for null
 * @param offset place in the binary, for errors
 */
public record TableEntry(int type, boolean address64, long min, long max, boolean hasMax, int init, int offset) {
    /** The same with a first value for its elements. */
    TableEntry initialized(int newInit) {
        return new TableEntry(type, address64, min, max, hasMax, newInit, offset);
    }
}
