package dev.vespula.internal.runtime;

/**
 * Where the interpreter was seen in a function: what runs, as far as can be told.
 *
 * @param pcs    beginnings of the runs of statements it was about to execute; such a run goes on to the next branch
 * @param counts how often for each
 */
public record Samples(int[] pcs, int[] counts) {
    /** Nothing was seen. */
    public static final Samples NONE = new Samples(new int[0], new int[0]);
}
