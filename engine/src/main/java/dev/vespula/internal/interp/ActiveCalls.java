package dev.vespula.internal.interp;

import dev.vespula.internal.runtime.ModuleInstance;

/** Looks at the call stack of an execution. */
final class ActiveCalls {
    private ActiveCalls() {
    }

    /** Told of the calls on the call stack. */
    interface Visitor {
        /** A call under way: the instance and the function that calls, and the position of the call. */
        void call(ModuleInstance in, LinkedFunction caller, int position);
    }

    /** Visits the calls that are under way, innermost first. */
    static void each(Execution x, Visitor visitor) {
        int restored = x.callerDepth;
        ModuleInstance in = x.instance;
        for (int d = x.depth - 1; d > 0; d--) {
            long frame = x.frames[d];
            if (frame < 0) {
                in = x.callers[--restored];
            }
            int site = (int) (frame >>> 32) & Execution.EXIT_SITE;
            LinkedModule module = Machine.linked(in.module);
            visitor.call(in, module.sites()[site].function, module.call(site));
        }
    }
}
