package dev.vespula.conformance.fuzz;

/**
 * What came of one seed.
 *
 * @param cases how many cases it was; an input that turned out to be useless is none
 * @param fault what is wrong, or null
 * @param input the input if there is a fault, to be kept; may be null
 */
public record Attempt(int cases, String fault, byte[] input) {
    /** So many cases without a fault. */
    static Attempt fine(int cases) {
        return new Attempt(cases, null, null);
    }

    /** A fault. */
    static Attempt fault(String what, byte[] input) {
        return new Attempt(1, what, input);
    }
}
