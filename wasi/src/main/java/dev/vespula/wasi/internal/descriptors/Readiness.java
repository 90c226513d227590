package dev.vespula.wasi.internal.descriptors;

/**
 * Whether an operation would block.
 *
 * @param ready true when it would not
 * @param bytes about how many bytes can be transferred, as far as that is known
 * @param hangUp true when the other side is gone
 */
public record Readiness(boolean ready, long bytes, boolean hangUp) {
    public static final Readiness BLOCKED = new Readiness(false, 0, false);
    public static final Readiness END = new Readiness(true, 0, true);

    public static Readiness of(long bytes) {
        return new Readiness(true, bytes, false);
    }
}
