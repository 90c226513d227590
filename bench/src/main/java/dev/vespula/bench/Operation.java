package dev.vespula.bench;

/**
 * Something small that is repeated to be measured.
 *
 * @param name the case
 * @param unit "ns" or "us"
 * @param count how many operations one run of the body does
 * @param body does them, and throws if a result is wrong
 */
record Operation(String name, String unit, int count, Runnable body) {
    /** Measures it and prints the median time of one operation for the parent process. */
    void measure(WarmUp warmUp, double seconds) {
        try {
            Timing timing = Timing.of(body, warmUp, seconds);
            double perMs = unit.equals("ns") ? 1e6 : 1e3;
            Sample.print(name, unit, timing.median() * perMs / count);
        } catch (RuntimeException e) {
            Sample.printFailed(name, unit, e.toString().lines().findFirst().orElse(""));
        }
    }

    /**
     * For bodies to check results.
     *
     * @throws IllegalStateException if they differ
     */
    static void expect(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new IllegalStateException("result " + actual + ", expected " + expected);
        }
    }
}
