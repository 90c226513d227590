package dev.vespula.compiler.tier;

import dev.vespula.internal.runtime.CompiledTier;

/**
 * When a function is hot. Read when an engine is made, so that tests can have engines with other thresholds beside each
 * other.
 *
 * @param interval blocks that the interpreter executes between two samples
 * @param samples  samples of a function until it is compiled
 */
record Thresholds(int interval, int samples) {
    static Thresholds read() {
        Integer all = Integer.getInteger(CompiledTier.THRESHOLD);
        return all != null ? new Thresholds(Math.max(1, all), 1) : new Thresholds(1_024, 8);
    }
}
