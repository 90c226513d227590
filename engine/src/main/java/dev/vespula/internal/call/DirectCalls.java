package dev.vespula.internal.call;

import dev.vespula.internal.limits.HeapReserve;
import dev.vespula.internal.limits.HostFailure;
import dev.vespula.internal.runtime.CallListener;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.runtime.WasmFunction;
import dev.vespula.internal.stop.InterruptWatch;

/**
 * Calls from Java straight into compiled code: arguments and result stay Java values, and what is usual (the store's own
 * stack is free, nobody listens, nothing has to be woken) is decided by a few loads, so that the JIT compiler can make one
 * piece of Java and Wasm. Generated callers do
 *
 * <pre>
 *   MachineStack stack = begin(function);
 *   try {
 *       result = entry.call(function.instance, stack.start, arguments...);
 *   } catch (Throwable thrown) {
 *       stopped(stack, function, thrown);
 *       stack.put(slot, argument); ...
 *       goOn(stack, function, thrown);
 *       result = what is in the window now
 *   }
 *   end(stack, function);
 * </pre>
 *
 * so whatever stops compiled code goes the way of {@link Invocation}, with the same results, traps and backtraces.
 */
public final class DirectCalls {
    private DirectCalls() {}

    /** Begins a call. */
    public static MachineStack begin(WasmFunction function) {
        StoreState store = function.store;
        store.acquire();
        MachineStack stack = store.stack;
        if (stack != null && stack.isReady && store.callListener == null && !needsCare(store)) {
            stack.isReady = false;
            return stack;
        }
        return open(store);
    }

    /** Whether something is to be looked after that seldom is. */
    private static boolean needsCare(StoreState store) {
        return InterruptWatch.isAsleep() || HeapReserve.isUsed() || JavaStack.isDue(store.depth());
    }

    private static MachineStack open(StoreState store) {
        MachineStack stack = null;
        try {
            JavaStack.check(store.depth());
            stack = store.engine.executor.openDirect(store);
            CallListener listener = store.callListener;
            if (listener != null) {
                stack.listener = listener;
                stack.isUntidy = true;
                listener.callingWasm();
            }
            return stack;
        } catch (Throwable e) {
            if (stack != null) {
                stack.listener = null;
                stack.closeDirect();
            }
            store.release();
            throw e;
        }
    }

    /** Ends a call that returned. */
    public static void end(MachineStack stack, WasmFunction function) {
        StoreState store = function.store;
        if (stack.isUntidy) {
            close(stack, store);
            return;
        }
        stack.isReady = true;
        store.release();
    }

    private static void close(MachineStack stack, StoreState store) {
        CallListener listener = stack.listener;
        stack.listener = null;
        try {
            if (listener != null) {
                // May throw and so replace the outcome.
                listener.returningFromWasm();
            }
        } finally {
            stack.closeDirect();
            store.release();
        }
    }

    /** See {@link MachineStack#stopDirect}. */
    public static void stopped(MachineStack stack, WasmFunction function, Throwable thrown) {
        stack.isUntidy = true;
        try {
            stack.stopDirect(function, thrown);
        } catch (Throwable e) {
            close(stack, function.store);
            throw e;
        }
    }

    /** Goes on after {@link #stopped}; an exception that leaves this has ended the call. */
    public static void goOn(MachineStack stack, WasmFunction function, Throwable thrown) {
        try {
            stack.finishDirect(function, thrown);
        } catch (HostFailure | StackOverflowError e) {
            close(stack, function.store);
            throw Invocation.outcome(e);
        } catch (Throwable e) {
            close(stack, function.store);
            throw e;
        }
    }
}
