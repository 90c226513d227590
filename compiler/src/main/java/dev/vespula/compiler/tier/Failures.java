package dev.vespula.compiler.tier;

import dev.vespula.compiler.plan.Effort;
import dev.vespula.internal.policy.TierPolicy;
import dev.vespula.internal.runtime.EngineState;

/** What becomes of failures of the compiler: the code in question stays interpreted, and whoever wants to know is told. */
final class Failures {
    private Failures() {}

    /** A function or loop would have taken too much work: nothing is wrong with the compiler. */
    static void refuse(String what, Effort.Exceeded reason, EngineState engine) {
        throwIfStrict(what, reason, engine);
        engine.activity.refused();
    }

    static void report(String what, Throwable failure, EngineState engine) {
        throwIfStrict(what, failure, engine);
        System.getLogger("dev.vespula.compiler").log(System.Logger.Level.WARNING, what + " was not compiled", failure);
    }

    private static void throwIfStrict(String what, Throwable failure, EngineState engine) {
        if (engine.policy.failures() == TierPolicy.Failures.THROWN) {
            throw new IllegalStateException(what + " was not compiled", failure);
        }
    }
}
