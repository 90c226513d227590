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
        return begin(function.store, function.signature);
    }

    /** Opens a window. */
    static MachineStack begin(StoreState store, Signature signature) {
        store.acquire();
        try {
            JavaStack.check(store.depth());
            return store.engine.executor.enter(store, signature);
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
        return begin(function.store, signature, args);
    }

    /** Opens a window and puts arguments there, which are as many as there are parameters. */
    static MachineStack begin(StoreState store, Signature signature, Object[] args) {
        MachineStack stack = begin(store, signature);
        int index = 0;
        try {
            for (; index < args.length; index++) {
                stack.put(signature.paramSlot(index), signature.params[index], args[index]);
            }
            return stack;
        } catch (IllegalArgumentException e) {
            end(stack, store);
            throw new IllegalArgumentException("argument " + index + ": " + e.getMessage(), e);
        } catch (Throwable e) {
            end(stack, store);
            throw e;
        }
    }

    /** The function in messages: by the name under which it is exported first, if it is. */
    public static String describe(FunctionInstance function) {
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
    public static void run(MachineStack stack, FunctionInstance function) {
        if (function instanceof HostFunctionInstance host) {
            host.callFromHost(stack);
            return;
        }
        CallListener listener = function.store.callListener;
        if (listener == null) {
            execute(stack, (WasmFunction) function);
        } else {
            runObserved(stack, (WasmFunction) function, listener);
        }
    }

    private static void execute(MachineStack stack, WasmFunction function) {
        try {
            stack.run(function);
        } catch (HostFailure | StackOverflowError e) {
            throw outcome(e);
        }
    }

    /** What the caller is told of something that left the machine. Returns nothing, always throws. */
    static RuntimeException outcome(Throwable thrown) {
        throw HostFailure.<RuntimeException>thrown(
                thrown instanceof StackOverflowError ? new Trap(TrapCode.STACK_OVERFLOW) : HostFailure.opened(thrown));
    }

    private static void runObserved(MachineStack stack, WasmFunction function, CallListener listener) {
        listener.callingWasm();
        try {
            execute(stack, function);
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
    public static Suspension runResumable(MachineStack stack, FunctionInstance function) {
        if (function instanceof HostFunctionInstance host) {
            return runResumable(stack, host);
        }
        return observed(function.store, () -> stack.runResumable((WasmFunction) function));
    }

    /** A host function that Java calls itself: what it throws pauses the call as it does one that Wasm makes. */
    private static Suspension runResumable(MachineStack stack, HostFunctionInstance host) {
        try {
            host.callFromHost(stack);
            return null;
        } catch (Exception thrown) {
            if (host.store.isFinal(thrown)) {
                throw thrown;
            }
            return new Suspension.InHost(host, thrown);
        }
    }

    /** Continues an activation of {@code function} that was suspended, as {@link #runResumable} began it. */
    public static Suspension resume(MachineStack stack, FunctionInstance function) {
        if (function instanceof HostFunctionInstance) {
            // The results that stand in the window are those of the call.
            return null;
        }
        return observed(function.store, () -> stack.resume(null));
    }

    /** As {@link #resume}, but the host function in which it was suspended throws a Wasm exception. */
    public static Suspension resumeThrowing(MachineStack stack, FunctionInstance function, RuntimeException thrown) {
        if (function instanceof HostFunctionInstance) {
            throw thrown;
        }
        return observed(function.store, () -> stack.resume(thrown));
    }

    static Suspension observed(StoreState store, Supplier<Suspension> activation) {
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
    public static void end(MachineStack stack, FunctionInstance function) {
        end(stack, function.store);
    }

    static void end(MachineStack stack, StoreState store) {
        try {
            stack.end();
        } finally {
            store.release();
        }
    }

    /** Calls a function without parameters; results are dropped. */
    public static void call(FunctionInstance function) {
        MachineStack stack = begin(function);
        try {
            run(stack, function);
        } finally {
            end(stack, function);
        }
    }
}
