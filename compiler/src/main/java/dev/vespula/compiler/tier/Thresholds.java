package dev.vespula.compiler.tier;

/**
 * When a function is hot.
 *
 * @param interval blocks that the interpreter executes between two samples
 * @param samples  samples of a function until it is compiled
 */
record Thresholds(int interval, int samples) {
    /** For tests: compiles almost everything almost at once. */
    private static final String PROPERTY = "vespula.tier.threshold";

    static Thresholds read() {
        Integer all = Integer.getInteger(PROPERTY);
        return all != null ? new Thresholds(all, 1) : new Thresholds(1_024, 8);
    }
}
