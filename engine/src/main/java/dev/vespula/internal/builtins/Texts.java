package dev.vespula.internal.builtins;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.limits.Growth;
import dev.vespula.internal.limits.HeapReserve;
import dev.vespula.internal.objects.StringBytes;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.StoreState;

/** What all functions of strings do with those they take and make. */
final class Texts {
    private Texts() {}

    /** The string that a reference is. */
    static String of(Object reference) {
        if (reference instanceof String text) {
            return text;
        }
        throw reference == null ? new Trap(TrapCode.NULL_REFERENCE)
                : new Trap(TrapCode.CAST_FAILURE, "cast failure: not a string");
    }

    /** The trap of an index behind the end of a string. */
    static Trap outOfBounds() {
        return new Trap(TrapCode.STRING_OUT_OF_BOUNDS);
    }

    /** The trap where the JVM has no room. */
    static Trap exhausted() {
        return HeapReserve.exhausted();
    }

    /** Pays for reading code units. */
    static void chargeRead(HostFunctionInstance function, int units) {
        function.store.chargeWhatIsLeft(StringBytes.bytes(units));
    }

    /**
     * Pays for a string of so many code units, before it is made.
     *
     * @throws Trap if it is too long
     * @throws dev.vespula.internal.stop.Unwind if the objects are to be counted first
     */
    static void chargeMade(HostFunctionInstance function, long units) {
        StoreState store = function.store;
        store.spend(StringBytes.heapBytes(units));
        if (units > Integer.MAX_VALUE) {
            throw new Trap(TrapCode.OUT_OF_SYSTEM_MEMORY);
        }
        if (!store.budget.allowsArray(StringBytes.bytes(units), Growth.BY_WASM)) {
            throw new Trap(TrapCode.GROWTH_OPERATION_LIMITED, "string size exceeds the limit of the store");
        }
        store.chargeWhatIsLeft(StringBytes.bytes(units));
    }
}
