package dev.vespula.compiler.tier;

import dev.vespula.internal.policy.TierPolicy;
import dev.vespula.internal.runtime.FunctionCode;

/**
 * When a function is hot: when it has been interpreted for about as long as it takes to compile it, for the JVM too. A unit of
 * heat is about a microsecond, and 100 of them are what the JVM's compilers take for the code of a word of IR. With a
 * hundredth of these thresholds Lua, SQLite and Duktape took two to four times the processor time of the interpreter for
 * scripts of a few seconds; with these, 1.2 to 1.7 times, and programs with few hot functions are as fast in both. They hold
 * for code that is there already too, for most of the cost is the JVM's: with a quarter of them SQLite from a jar took 28 s of
 * processor time, with them 14 s, interpreted 10 s.
 *
 * @param interval  blocks that the interpreter executes between two samples
 * @param perSample heat that a sample adds
 * @param perCall   heat that a call by compiled code adds
 * @param least     heat at which the smallest function is compiled
 * @param perWord   heat for each word of IR besides
 */
record Thresholds(int interval, int perSample, int perCall, int least, int perWord) {
    static Thresholds of(TierPolicy policy) {
        return policy.threshold() > 0 ? new Thresholds(policy.threshold(), 1, 1, 1, 0)
                : new Thresholds(1_024, 32, 5, 5_000, 20);
    }

    /** Whether a function is hot enough to be compiled. Its loops follow after {@link #least} each. */
    boolean isHot(FunctionCode function) {
        return function.heat >= least && function.heat - least >= perWord * function.ir().code().length;
    }
}
