package dev.vespula.component.internal.validate;

/**
 * How large a type is, written out as a tree.
 *
 * @param size number of types in it, itself included
 * @param depth levels
 * @param borrows whether there is a borrow in it
 */
record Measure(int size, int depth, boolean borrows) {
    /** Types are shared, so that a small file could name one that is too large to be walked. */
    static final int LARGEST = 1_000_000;

    /** Something without parts. */
    static final Measure ONE = new Measure(1, 1, false);
    /** A borrow. */
    static final Measure BORROW = new Measure(1, 1, true);

    /** This with one more part. Fails if it becomes too large or too deep. */
    Measure with(Measure part, int offset) {
        int sum = size + part.size;
        if (sum > LARGEST) {
            throw Refusal.limit(offset, "effective type size exceeds the limit of " + LARGEST);
        }
        int levels = Math.max(depth, part.depth + 1);
        Refusal.checkDepth(offset, levels);
        return new Measure(sum, levels, borrows || part.borrows);
    }
}
