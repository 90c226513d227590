package dev.vespula.wasi.internal.descriptors;

/**
 * The descriptors that one function works on, which this thread has for itself until it closes the turn: functions of other threads
 * on one of them wait, so none is closed or moved to another number meanwhile.
 *
 * @param second null when the function works on one only, or on one twice
 */
public record Turn(Descriptor first, Descriptor second) implements AutoCloseable {
    /** What a function has that works on no descriptor. */
    public static final Turn FREE = new Turn(null, null);

    @Override
    public void close() {
        if (second != null) {
            second.release();
        }
        if (first != null) {
            first.release();
        }
    }
}
