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

    /**
     * As {@link #charge} where a function begins: if its translation is still to be paid in this instance, that comes first.
     *
     * @param function its index
     */
    public static long begin(ModuleInstance in, long left, long amount, int function) {
        StoreState store = in.store;
        store.fuel = left;
        in.payTranslation(function);
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
        // Not under the lock of the code: a compiler that holds its own locks asks for entries too.
        return entry != null ? entry : code.enterThrough(code.module.engine.tier.entry(code));
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

    /** The function of a tail call, see {@link MachineStack#replaceable}. */
    public static FunctionInstance replaceable(FunctionInstance callee, ModuleInstance in, long at) {
        in.store.stack.replaceable(callee, at);
        return callee;
    }

    /**
     * Leaves a tail call to the caller of the present frame.
     *
     * @param function index of the function that makes it
     * @param position its position in the IR
     */
    public static void leave(ModuleInstance in, FunctionInstance callee, int function, int position) {
        StoreState store = in.store;
        store.tail = callee;
        store.tailFunction = function;
        store.tailPosition = position;
    }

    /** Makes the calls that compiled code has left undone because they replace its frame. */
    public static void finishTailCalls(ModuleInstance in, long at) {
        StoreState store = in.store;
        FunctionInstance next = store.tail;
        ModuleInstance caller = in;
        while (next != null) {
            store.tail = null;
            ModuleInstance entered = instance(next, caller);
            if (next instanceof HostFunctionInstance) {
                callHost(next, caller, at);
            } else {
                enter(next, entered, at);
            }
            caller = entered;
            next = store.tail;
        }
    }

    private static void enter(FunctionInstance callee, ModuleInstance in, long at) {
        try {
            if (in.store.signal != StoreState.RUN) {
                // The JIT compiler may merge the calls into a loop and read only once what they look at themselves.
                in.store.stopIfAsked();
            }
            entry(callee).enterTail(in.store.stack, in, at);
        } catch (Unwind | Trap thrown) {
            in.store.stack.captureCallee(callee, at);
            throw thrown;
        }
    }

    private static void callHost(FunctionInstance callee, ModuleInstance caller, long at) {
        StoreState store = caller.store;
        int function = store.tailFunction;
        int position = store.tailPosition;
        try {
            entry(callee).enterTail(store.stack, caller, at);
        } catch (Throwable thrown) {
            store.stack.captureTailCall(caller, at, function, position);
            throw thrown;
        }
    }

    /** Lets the interpreter make a call of code that takes memory 0 for an array of its size, if it cannot be made one. */
    public static void checkExact(ModuleInstance in) {
        if (!in.memories[0].tighten()) {
            throw unfit(in);
        }
    }

    /** As {@link #checkExact} for code that can cope with room behind the end of memory 0. */
    public static void checkFlat(ModuleInstance in) {
        if (!in.memories[0].isFlat()) {
            throw unfit(in);
        }
    }

    /**
     * As {@link #checkExact}, where the code of a function is entered again, which has left its frame to other code in between:
     * its slots are all on the value stack.
     *
     * @param function index of the function
     * @param places   positions in the IR
     * @param place    which of them it is
     */
    public static void checkExact(ModuleInstance in, long at, int function, int[] places, int place) {
        if (!in.memories[0].tighten()) {
            throw unfit(in, at, function, places[place]);
        }
    }

    /** As the other {@code checkExact} for code that can cope with room behind the end of memory 0. */
    public static void checkFlat(ModuleInstance in, long at, int function, int[] places, int place) {
        if (!in.memories[0].isFlat()) {
            throw unfit(in, at, function, places[place]);
        }
    }

    private static Unwind unfit(ModuleInstance in, long at, int function, int position) {
        in.store.stack.capture(Unwind.INSTANCE, in, at, function, position);
        return unfit(in);
    }

    private static Unwind unfit(ModuleInstance in) {
        if (in.memories[0].isFlat()) {
            in.module.engine.tier.loosen(in.module);
            in.forgetOldEntries();
        }
        return Unwind.INSTANCE;
    }

    // ---- frames of functions that are split into parts

    /** Sets slots of a frame to zero and null. */
    public static void clear(MachineStack stack, long at, int from, int to) {
        int first = Position.slot(at);
        Arrays.fill(stack.cells, first + from, first + to, 0);
        clearRefs(stack, at, from, to);
    }

    /** Sets reference slots of a frame to null, those of them that the stack has. */
    public static void clearRefs(MachineStack stack, long at, int from, int to) {
        Object[] refs = stack.refs;
        if (refs != null) {
            int first = Position.slot(at);
            int end = Math.min(first + to, refs.length);
            if (first + from < end) {
                Arrays.fill(refs, first + from, end, null);
            }
        }
    }

    /** Moves slots of a frame to its beginning. */
    public static void moveDown(MachineStack stack, long at, int from, int count) {
        int first = Position.slot(at);
        System.arraycopy(stack.cells, first + from, stack.cells, first, count);
        if (stack.refs != null) {
            System.arraycopy(stack.refs, first + from, stack.refs, first, count);
        }
    }

    /** The element of a table of a branch: the last one for every index beyond. */
    public static int target(int[] table, int index) {
        int last = table.length - 1;
        return table[index >= 0 && index < last ? index : last];
    }

    // ---- choices between values

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
    public static void copyArray(Object into, int to, Object outOf, int from, int length, Account store) {
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

    // ---- exceptions

    /** Words that a clause takes in the table of {@link #handler}. */
    public static final int CLAUSE_WORDS = 5;

    /** An exception whose values stand in slots of a frame. */
    public static ExceptionInstance exception(TagInstance tag, MachineStack stack, long at, int first) {
        return new ExceptionInstance(tag, stack.cells, stack.refs, Position.slot(at) + first);
    }

    /**
     * Puts an exception and its values into slots of a frame.
     *
     * @param values    first slot of the values, negative if they are not wanted
     * @param reference slot of the exception, negative if it is not wanted
     */
    public static void fill(ExceptionInstance exception, MachineStack stack, long at, int values, int reference) {
        int first = Position.slot(at);
        if (values >= 0) {
            System.arraycopy(exception.cells, 0, stack.cells, first + values, exception.cells.length);
            if (exception.refs != null) {
                System.arraycopy(exception.refs, 0, stack.refs, first + values, exception.refs.length);
            }
        }
        if (reference >= 0) {
            stack.refs[first + reference] = exception;
        }
    }

    /**
     * Lets a frame whose slots are all on the value stack catch an exception.
     *
     * @param function index of its function
     * @param clauses  for each clause the tag, or a negative number for every tag; the slots as for {@link #fill}; what is
     *                 returned if it catches; the position of its handler in the IR
     * @return what the table says, or -1 if no clause catches the exception
     */
    public static int handler(ExceptionInstance exception, ModuleInstance in, long at, int function, int[] clauses) {
        for (int clause = 0; clause < clauses.length; clause += CLAUSE_WORDS) {
            int tag = clauses[clause];
            if (tag < 0 || in.tags[tag] == exception.tag) {
                MachineStack stack = in.store.stack;
                // Before the slots are filled: it clears those of frames that overlap with this one.
                stack.discard();
                fill(exception, stack, at, tag < 0 ? -1 : clauses[clause + 1], clauses[clause + 2]);
                if (in.memories.length > 0 && !in.memories[0].tighten()) {
                    // The code of the handler may take memory 0 for an array of its size.
                    stack.capture(Unwind.INSTANCE, in, at, function, clauses[clause + 4]);
                    throw Unwind.INSTANCE;
                }
                return clauses[clause + 3];
            }
        }
        return -1;
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
