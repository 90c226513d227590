package dev.vespula.internal.runtime;

import dev.vespula.I31;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import java.util.Arrays;

/**
 * What compiled code calls where its own instructions would be too long. Small methods, which the JIT compiler inlines, and
 * slow ways that are rarely gone.
 */
public final class Support {
    private Support() {
    }

    // ---- stopping and paying

    /**
     * A charge of fuel that the code could not make itself.
     *
     * @param left   the fuel before the charge
     * @param amount the charge
     * @return what is left after it
     * @throws FuelExhausted if it fails; the store then has what was left
     */
    public static long charge(ModuleInstance in, long left, long amount) {
        StoreState store = in.store;
        store.fuel = left;
        store.charge(amount);
        return store.fuel;
    }

    // ---- calls

    /** How a function is called from compiled code. */
    public static CallEntry entry(FunctionInstance function) {
        CallEntry entry = function.entry;
        return entry != null ? entry : makeEntry(function);
    }

    private static CallEntry makeEntry(FunctionInstance function) {
        CallEntry made;
        if (function instanceof WasmFunction wasm) {
            made = entry(wasm.code);
        } else {
            made = function.store.engine.tier.hostEntry((HostFunctionInstance) function);
        }
        function.entry = made;
        return made;
    }

    /** How a function of a module is called from compiled code. */
    public static CallEntry entry(FunctionCode code) {
        CallEntry entry = code.entry;
        if (entry != null) {
            return entry;
        }
        synchronized (code) {
            if (code.entry == null) {
                code.entry = code.module.engine.tier.entry(code);
            }
            return code.entry;
        }
    }

    /**
     * What the entry of the interpreter asks before each call: the function's present entry. If it was compiled meanwhile,
     * the instance's function object is brought up to date.
     */
    public static CallEntry current(FunctionCode code, CallEntry asking, ModuleInstance in) {
        CallEntry entry = code.entry;
        if (entry != asking) {
            in.function(code.index).entry = entry;
        } else {
            code.module.engine.tier.called(code);
        }
        return entry;
    }

    /** The function in a table of 32-bit indices, as {@link IndirectCalls#element}, usable in this store. */
    public static FunctionInstance element(ModuleInstance in, int table, int index, int type) {
        return element(in, table, index & 0xFFFF_FFFFL, type);
    }

    /** The function in a table, as {@link IndirectCalls#element}, usable in this store. */
    public static FunctionInstance element(ModuleInstance in, int table, long index, int type) {
        return ofStore(in, IndirectCalls.element(in, table, index, type));
    }

    /** The function that a reference leads to, usable in this store. */
    public static FunctionInstance callee(ModuleInstance in, Object reference) {
        return ofStore(in, IndirectCalls.nonNull(reference));
    }

    private static FunctionInstance ofStore(ModuleInstance in, FunctionInstance callee) {
        if (callee.store != in.store) {
            throw foreign();
        }
        return callee;
    }

    /** An object that was made in one store and given to another led to a function of the first. */
    public static IllegalStateException foreign() {
        return new IllegalStateException("a function of another store was called");
    }

    /** The instance that a call hands over: the callee's own, or that of the caller if the host is called. */
    public static ModuleInstance instance(FunctionInstance callee, ModuleInstance caller) {
        ModuleInstance own = callee.instance;
        return own != null ? own : caller;
    }

    /** Takes a reference out of where results are left. */
    public static Object take(Object[] results, int slot) {
        Object result = results[slot];
        results[slot] = null;
        return result;
    }

    /**
     * The function of a tail call, translated: once the frame is gone a translation that cannot be paid could not be tried
     * again.
     */
    public static FunctionInstance translated(FunctionInstance callee) {
        if (callee instanceof WasmFunction wasm) {
            wasm.code.ir(callee.store);
        }
        return callee;
    }

    /** Makes the calls that compiled code has left undone because they replace its frame. */
    public static void finishTailCalls(ModuleInstance in, long at) {
        StoreState store = in.store;
        FunctionInstance next = store.tail;
        ModuleInstance caller = in;
        while (next != null) {
            store.tail = null;
            long tailSite = store.tailSite;
            ModuleInstance entered = instance(next, caller);
            try {
                entry(next).enterTail(store.stack, entered, at);
            } catch (Unwind unwind) {
                store.stack.captureCallee(next, at);
                throw unwind;
            } catch (Throwable thrown) {
                if (next.instance == null) {
                    store.stack.captureTailCall(thrown, caller, at, (int) (tailSite >> Integer.SIZE), (int) tailSite);
                }
                throw thrown;
            }
            caller = entered;
            next = store.tail;
        }
    }

    /** Lets the interpreter make a call of code that takes memory 0 for one array if it is not. */
    public static void checkFlat(ModuleInstance in) {
        if (in.memories[0].limit < 0) {
            throw Unwind.INSTANCE;
        }
    }

    // ---- frames of functions that are split into parts

    /** Sets slots of a frame to zero and null. */
    public static void clear(MachineStack stack, long at, int from, int to) {
        int first = Position.slot(at);
        Arrays.fill(stack.cells, first + from, first + to, 0);
        clearRefs(stack, at, from, to);
    }

    /** Sets reference slots of a frame to null. */
    public static void clearRefs(MachineStack stack, long at, int from, int to) {
        int first = Position.slot(at);
        if (stack.refs != null && from < to) {
            Arrays.fill(stack.refs, first + from, first + to, null);
        }
    }

    /** The element of a table of a branch: the last one for every index beyond. */
    public static int target(int[] table, int index) {
        int last = table.length - 1;
        return table[index >= 0 && index < last ? index : last];
    }

    // ---- choices between values

    /** {@code select}. */
    public static int select(int a, int b, int condition) {
        return condition != 0 ? a : b;
    }

    /** {@code select}. */
    public static long select(long a, long b, int condition) {
        return condition != 0 ? a : b;
    }

    /** {@code select}. */
    public static float select(float a, float b, int condition) {
        return condition != 0 ? a : b;
    }

    /** {@code select}. */
    public static double select(double a, double b, int condition) {
        return condition != 0 ? a : b;
    }

    /** {@code select}. */
    public static Object select(Object a, Object b, int condition) {
        return condition != 0 ? a : b;
    }

    // ---- references

    /** {@code ref.is_null}. */
    public static int isNull(Object reference) {
        return reference == null ? 1 : 0;
    }

    /** {@code ref.as_non_null}. */
    public static Object asNonNull(Object reference) {
        if (reference == null) {
            throw new Trap(TrapCode.NULL_REFERENCE);
        }
        return reference;
    }

    /** {@code ref.eq}: integers are equal by value, everything else is by identity. */
    public static boolean areEqual(Object a, Object b) {
        return a == b || a instanceof I31 && a.equals(b);
    }

    /** {@code ref.test}. */
    public static int test(Object reference, TypeTest type) {
        return type.test(reference) ? 1 : 0;
    }

    /** {@code ref.cast}. */
    public static Object cast(Object reference, TypeTest type) {
        if (!type.test(reference)) {
            throw new Trap(TrapCode.CAST_FAILURE);
        }
        return reference;
    }

    /** {@code i31.get_s}. */
    public static int i31(Object reference) {
        if (reference == null) {
            throw NullObject.i31();
        }
        return ((I31) reference).signed();
    }

    // ---- arrays, with what the operators of ArrayOperations want first behind the operands

    /** {@code array.copy}. */
    public static void copyArray(Object into, int to, Object outOf, int from, int length, StoreState store) {
        ArrayOperations.copy(store, ArrayElements.nonNull(into), to, ArrayElements.nonNull(outOf), from, length);
    }

    /** {@code array.init_data}. */
    public static void initData(Object into, int to, int from, int length, ModuleInstance in, int segment) {
        ArrayOperations.initData(in, ArrayElements.nonNull(into), to, segment, from, length);
    }

    /** {@code array.init_elem}. */
    public static void initElements(Object into, int to, int from, int length, ModuleInstance in, int segment) {
        ArrayOperations.initElements(in, ArrayElements.nonNull(into), to, segment, from, length);
    }

    // ---- traps

    /** {@code unreachable}. */
    public static Trap unreachable() {
        return new Trap(TrapCode.UNREACHABLE);
    }

    /** The exception that {@code throw_ref} throws. */
    public static ExceptionInstance nonNullException(Object reference) {
        if (reference == null) {
            throw new Trap(TrapCode.NULL_REFERENCE, "null exception reference");
        }
        return (ExceptionInstance) reference;
    }
}
