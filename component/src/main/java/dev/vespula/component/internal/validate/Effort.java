package dev.vespula.component.internal.validate;

/**
 * What a validation may cost. Each type may have a million parts and be used, instantiated and compared any number of times,
 * a few bytes each; this bounds the whole. Components that tools make take less than a thousandth of it.
 */
final class Effort {
    /** Types that are looked at: about a second. */
    private static final long MOST_STEPS = 100_000_000;
    /** Types that are made by substitution: some hundred megabytes. */
    private static final long MOST_TYPES = 1_000_000;

    private long steps;
    private long types;

    /** That many types are looked at. */
    void walk(int count, int offset) {
        steps += count;
        if (steps > MOST_STEPS) {
            throw Refusal.limit(offset, "the types of the component are too complex: more than " + MOST_STEPS
                    + " steps to compare them");
        }
    }

    /** That many types are made. */
    void make(int count, int offset) {
        types += count;
        if (types > MOST_TYPES) {
            throw Refusal.limit(offset, "the types of the component are too complex: more than " + MOST_TYPES
                    + " come out of instantiations");
        }
    }
}
