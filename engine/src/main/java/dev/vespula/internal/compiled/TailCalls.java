package dev.vespula.internal.compiled;

import dev.vespula.Trap;
import dev.vespula.internal.contract.Contract;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.stop.Unwind;

/** Tail calls of compiled code: a function leaves them to its caller, which makes them. */
public final class TailCalls {
    private TailCalls() {}

    /** The function of a tail call, see {@link MachineStack#replaceable}. */
    @Contract
    public static FunctionInstance replaceable(FunctionInstance callee, ModuleInstance in, long position) {
        in.store.stack.replaceable(callee, position);
        return callee;
    }

    /**
     * Leaves a tail call to the caller of the present frame.
     *
     * @param function index of the function that makes it
     * @param pc its pc
     */
    @Contract
    public static void leave(ModuleInstance in, FunctionInstance callee, int function, int pc) {
        StoreState store = in.store;
        store.tail = callee;
        store.tailFunction = function;
        store.tailPc = pc;
    }

    /** Makes the calls that compiled code has left undone because they replace its frame. */
    @Contract
    public static void finish(ModuleInstance in, long position) {
        StoreState store = in.store;
        FunctionInstance next = store.tail;
        ModuleInstance caller = in;
        while (next != null) {
            store.tail = null;
            ModuleInstance entered = Callees.instance(next, caller);
            if (next instanceof HostFunctionInstance host) {
                callHost(host, caller, position);
            } else {
                enter(next, entered, position);
            }
            caller = entered;
            next = store.tail;
        }
    }

    private static void enter(FunctionInstance callee, ModuleInstance in, long position) {
        try {
            if (in.store.signal != StoreState.RUN) {
                // The JIT compiler may merge the calls into a loop and read only once what they look at themselves.
                in.store.stopIfAsked();
            }
            Entries.of(callee).enterTail(in.store.stack, in, position);
        } catch (Unwind | Trap thrown) {
            in.store.stack.captureCallee(callee, position);
            throw thrown;
        }
    }

    private static void callHost(HostFunctionInstance callee, ModuleInstance caller, long position) {
        StoreState store = caller.store;
        int function = store.tailFunction;
        int pc = store.tailPc;
        try {
            Entries.of(callee).enterTail(store.stack, caller, position);
        } catch (Throwable thrown) {
            if (thrown == Unwind.INSTANCE && callee.isBuiltin && store.budget.isLacking()) {
                // The frame of the call is gone, so that nothing can be executed again.
                store.budget.recount();
                store.stack.callHost(callee, caller, position);
                return;
            }
            store.stack.captureTailCall(caller, position, function, pc);
            throw thrown;
        }
    }
}
