package dev.vespula.internal.compiled;

import dev.vespula.internal.contract.Contract;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.stop.Unwind;

/** Whether memory 0 is what compiled code takes it for; if not, the interpreter makes the call or goes on. */
@Contract
public final class MemoryChecks {
    private MemoryChecks() {}

    /** Lets the interpreter make a call of code that takes memory 0 for an array of its size, if it cannot be made one. */
    public static void requireExact(ModuleInstance in) {
        if (!in.memories[0].tighten()) {
            throw unfit(in);
        }
    }

    /** As {@link #requireExact} for code that can cope with room behind the end of memory 0. */
    public static void requireFlat(ModuleInstance in) {
        if (!in.memories[0].isFlat()) {
            throw unfit(in);
        }
    }

    /**
     * As {@link #requireExact}, where the code of a function is entered again, which has left its frame to other code in between:
     * its slots are all on the value stack.
     *
     * @param function index of the function
     * @param places   pcs
     * @param place    which of them it is
     */
    public static void resumeExact(ModuleInstance in, long position, int function, int[] places, int place) {
        if (!in.memories[0].tighten()) {
            throw unfit(in, position, function, places[place]);
        }
    }

    /** As {@link #resumeExact} for code that can cope with room behind the end of memory 0. */
    public static void resumeFlat(ModuleInstance in, long position, int function, int[] places, int place) {
        if (!in.memories[0].isFlat()) {
            throw unfit(in, position, function, places[place]);
        }
    }

    private static Unwind unfit(ModuleInstance in, long position, int function, int pc) {
        in.store.stack.capture(Unwind.INSTANCE, in, position, function, pc);
        return unfit(in);
    }

    private static Unwind unfit(ModuleInstance in) {
        if (in.memories[0].isFlat()) {
            in.module.engine.tier.loosen(in.module);
            in.forgetOldEntries();
        }
        return Unwind.INSTANCE;
    }
}
