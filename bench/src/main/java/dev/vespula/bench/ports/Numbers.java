package dev.vespula.bench.ports;

/** The cases' random numbers: a linear congruential generator modulo 2^64. */
final class Numbers {
    private long state;

    Numbers(long seed) {
        state = seed;
    }

    /** A number from {@code low} to below {@code high}. */
    double between(double low, double high) {
        state = state * 6364136223846793005L + 1;
        return low + (high - low) * ((state >>> 11) * 0x1p-53);
    }
}
