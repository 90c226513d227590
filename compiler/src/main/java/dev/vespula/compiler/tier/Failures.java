package dev.vespula.compiler.tier;

import dev.vespula.compiler.plan.Effort;
import dev.vespula.internal.runtime.EngineActivity;

/** What becomes of failures of the compiler: the code in question stays interpreted, and whoever wants to know is told. */
final class Failures {
    /** With this system property set, failures are errors of whoever compiles; for tests. */
    static final String STRICT = "vespula.tier.strict";

    private Failures() {
    }

    /** A function or loop would have taken too much work: nothing is wrong with the compiler. */
    static void refuse(String what, Effort.Exceeded reason, EngineActivity activity) {
        if (Boolean.getBoolean(STRICT)) {
            throw new IllegalStateException(what + " was not compiled", reason);
        }
        activity.refused();
    }

    static void report(String what, Throwable failure) {
        if (Boolean.getBoolean(STRICT)) {
            throw new IllegalStateException(what + " was not compiled", failure);
        }
        System.getLogger("dev.vespula.compiler").log(System.Logger.Level.WARNING, what + " was not compiled", failure);
    }
}
