package dev.vespula.compiler.tier;

import dev.vespula.internal.policy.TierPolicy;
import dev.vespula.internal.runtime.FunctionCode;

/**
 * When a function is hot. A unit of heat is about a microsecond of the interpreter. RATIONALE, "AUTO compiles early", has what
 * was measured. Code that is there already, in a jar or a cache, waits longer: nothing of it is laid out by what runs, and most of the
 * cost is the JVM's. Without that SQLite from a jar took 28 s of processor time for a script of some seconds, with it 14 s,
 * interpreted 10 s.
 *
 * @param interval  blocks that the interpreter executes between two samples
 * @param perSample heat that a sample adds
 * @param perCall   heat that a call by compiled code adds
 * @param least     heat at which the smallest function is compiled
 * @param perWord   heat for each word of IR besides
 * @param patience  how many times as much heat code wants that is there
 */
record Thresholds(int interval, int perSample, int perCall, int least, int perWord, int patience) {
    static Thresholds of(TierPolicy policy) {
        if (policy.threshold() > 0) {
            return new Thresholds(policy.threshold(), 1, 1, 1, 0, 1);
        }
        return policy.lifetime() == TierPolicy.Lifetime.SERVICE ? new Thresholds(1_024, 32, 5, 5_000, 20, 6)
                : new Thresholds(1_024, 32, 5, 30_000, 100, 1);
    }

    /** Whether a function is hot enough to be compiled. Its loops follow after {@link #least} each. */
    boolean isHot(FunctionCode function) {
        return has(function, 1);
    }

    /** Whether code of a function that is there is to be used. */
    boolean isWarm(FunctionCode function) {
        return has(function, patience);
    }

    private boolean has(FunctionCode function, int times) {
        return function.heat >= times * least && function.heat / times - least >= perWord * function.ir().code().length;
    }
}
