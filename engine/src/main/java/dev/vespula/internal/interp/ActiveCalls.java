package dev.vespula.internal.interp;

import dev.vespula.internal.linked.LinkedFunction;
import dev.vespula.internal.linked.LinkedModule;
import dev.vespula.internal.runtime.ModuleInstance;

/** Looks at the call stack of an execution. */
final class ActiveCalls {
    private ActiveCalls() {}

    /** Told of the calls on the call stack. */
    interface Visitor {
        /** A call under way: the instance and the function that calls, and the position of the call. */
        void call(ModuleInstance in, LinkedFunction caller, int pc);
    }

    /** Visits the calls that are under way, innermost first. */
    static void each(Execution execution, Visitor visitor) {
        int restored = execution.callerDepth;
        ModuleInstance in = execution.instance;
        for (int d = execution.depth - 1; d > 0; d--) {
            long frame = execution.frames[d];
            if (frame < 0) {
                in = execution.callers[--restored];
            }
            int site = (int) (frame >>> 32) & Execution.EXIT_SITE;
            LinkedModule module = LinkedModule.of(in.module);
            visitor.call(in, module.sites()[site].function, module.call(site));
        }
    }
}
