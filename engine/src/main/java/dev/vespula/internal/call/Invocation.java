package dev.vespula.internal.call;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.limits.HostFailure;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.internal.runtime.CallListener;
import dev.vespula.internal.runtime.ExternTypes;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.runtime.Suspension;
import dev.vespula.internal.runtime.WasmFunction;
import java.util.function.Supplier;

/**
 * A call from Java, in three steps: {@link #begin}, writing the arguments to the window, and {@link #run}, after which
 * the results stand in the window; {@link #end} in any case.
 */
public final class Invocation {
    private Invocation() {}

    /** Opens the window of a call. */
    public static MachineStack begin(FunctionInstance function) {
        StoreState store = function.store;
        store.acquire();
        try {
            JavaStack.check(store.depth());
            return store.engine.executor.enter(store, function.signature);
        } catch (Throwable e) {
            store.release();
            throw e;
        }
    }

    /**
     * Opens the window of a call and puts arguments there, as users have them.
     *
     * @throws IllegalArgumentException if number or types are wrong; then the window is closed again
     */
    public static MachineStack begin(FunctionInstance function, Object[] args) {
        Signature signature = function.signature;
        if (args.length != signature.params.length) {
            throw new IllegalArgumentException(describe(function) + " takes " + signature.params.length
                    + " arguments but was given " + args.length);
        }
        MachineStack frame = begin(function);
        int at = 0;
        try {
            for (; at < args.length; at++) {
                frame.put(signature.paramSlot(at), signature.params[at], args[at]);
            }
            return frame;
        } catch (IllegalArgumentException e) {
            end(frame, function);
            throw new IllegalArgumentException("argument " + at + ": " + e.getMessage(), e);
        } catch (Throwable e) {
            end(frame, function);
            throw e;
        }
    }

    /** The function in messages: by the name under which it is exported first, if it is. */
    private static String describe(FunctionInstance function) {
        String name = "";
        if (function instanceof WasmFunction wasm) {
            ModuleModel model = wasm.code.module.model;
            for (int i = 0; name.isEmpty() && i < model.exportCount(); i++) {
                if (model.exportKind(i) == ExternKind.FUNCTION && model.exportIndex(i) == wasm.code.index) {
                    name = PrintableName.quoted(model.exportName(i)) + " ";
                }
            }
        }
        return "the function " + name + "of type " + ExternTypes.of(function);
    }

    /** Calls the function; what the host throws leaves as it is, a stack overflow of the machine as a trap. */
    public static void run(MachineStack frame, FunctionInstance function) {
        if (function instanceof HostFunctionInstance host) {
            host.callFromHost(frame);
            return;
        }
        CallListener listener = function.store.callListener;
        if (listener == null) {
            execute(frame, (WasmFunction) function);
        } else {
            runObserved(frame, (WasmFunction) function, listener);
        }
    }

    private static void execute(MachineStack frame, WasmFunction function) {
        try {
            frame.run(function);
        } catch (HostFailure | StackOverflowError e) {
            throw outcome(e);
        }
    }

    /** What the caller is told of something that left the machine. Returns nothing, always throws. */
    static RuntimeException outcome(Throwable thrown) {
        throw HostFailure.<RuntimeException>thrown(
                thrown instanceof StackOverflowError ? new Trap(TrapCode.STACK_OVERFLOW) : HostFailure.opened(thrown));
    }

    private static void runObserved(MachineStack frame, WasmFunction function, CallListener listener) {
        listener.callingWasm();
        try {
            execute(frame, function);
        } catch (Throwable e) {
            // May throw itself and so replace the outcome.
            listener.returningFromWasm();
            throw e;
        }
        listener.returningFromWasm();
    }

    /**
     * As {@link #run}, but an activation that can be continued is kept.
     *
     * @return why it stopped; {@code null} if it finished
     */
    public static Suspension runResumable(MachineStack frame, FunctionInstance function) {
        if (function instanceof HostFunctionInstance host) {
            return runResumable(frame, host);
        }
        return observed(function.store, () -> frame.runResumable((WasmFunction) function));
    }

    /** A host function that Java calls itself: what it throws pauses the call as it does one that Wasm makes. */
    private static Suspension runResumable(MachineStack frame, HostFunctionInstance host) {
        try {
            host.callFromHost(frame);
            return null;
        } catch (Exception thrown) {
            if (host.store.isFinal(thrown)) {
                throw thrown;
            }
            return new Suspension.InHost(host, thrown);
        }
    }

    /** Continues an activation of {@code function} that was suspended, as {@link #runResumable} began it. */
    public static Suspension resume(MachineStack frame, FunctionInstance function) {
        if (function instanceof HostFunctionInstance) {
            // The results that stand in the window are those of the call.
            return null;
        }
        return observed(function.store, () -> frame.resume(null));
    }

    /** As {@link #resume}, but the host function in which it was suspended throws a Wasm exception. */
    public static Suspension resumeThrowing(MachineStack frame, FunctionInstance function, RuntimeException thrown) {
        if (function instanceof HostFunctionInstance) {
            throw thrown;
        }
        return observed(function.store, () -> frame.resume(thrown));
    }

    private static Suspension observed(StoreState store, Supplier<Suspension> activation) {
        CallListener listener = store.callListener;
        if (listener != null) {
            listener.callingWasm();
        }
        try {
            return executed(activation);
        } finally {
            if (listener != null) {
                // May throw and so replace the outcome.
                listener.returningFromWasm();
            }
        }
    }

    private static Suspension executed(Supplier<Suspension> activation) {
        try {
            return activation.get();
        } catch (HostFailure | StackOverflowError e) {
            throw outcome(e);
        }
    }

    /** Leaves the store to others while the activation in the window is suspended. */
    public static void pause(FunctionInstance function) {
        function.store.release();
    }

    /** Takes the store again to continue or give up the activation in a window. */
    public static void unpause(FunctionInstance function) {
        function.store.acquire();
    }

    /** Closes the window of a call. */
    public static void end(MachineStack frame, FunctionInstance function) {
        try {
            frame.end();
        } finally {
            function.store.release();
        }
    }

    /** Calls a function without parameters; results are dropped. */
    public static void call(FunctionInstance function) {
        MachineStack frame = begin(function);
        try {
            run(frame, function);
        } finally {
            end(frame, function);
        }
    }
}
