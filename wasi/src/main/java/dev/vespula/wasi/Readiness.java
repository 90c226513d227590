package dev.vespula.wasi;

/**
 * Whether an operation would block.
 *
 * @param ready true when it would not
 * @param bytes about how many bytes can be transferred, as far as that is known
 * @param hangUp true when the other side is gone
 */
record Readiness(boolean ready, long bytes, boolean hangUp) {
    static final Readiness BLOCKED = new Readiness(false, 0, false);
    static final Readiness END = new Readiness(true, 0, true);

    static Readiness of(long bytes) {
        return new Readiness(true, bytes, false);
    }
}
