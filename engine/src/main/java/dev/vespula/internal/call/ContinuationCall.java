package dev.vespula.internal.call;

import dev.vespula.internal.limits.HostFailure;
import dev.vespula.internal.runtime.CallListener;
import dev.vespula.internal.runtime.HostResumption;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.StoreState;

/** Resumes continuations for Java, in the steps of an {@link Invocation}. */
public final class ContinuationCall {
    private ContinuationCall() {}

    /**
     * Opens a window and puts arguments there, as users have them.
     *
     * @throws IllegalArgumentException if number or types are wrong; then the window is closed again
     */
    public static MachineStack begin(HostResumption resumption, Object[] args) {
        Signature signature = resumption.signature;
        if (args.length != signature.params.length) {
            throw new IllegalArgumentException("the continuation takes " + signature.params.length + " arguments but was given "
                    + args.length);
        }
        StoreState store = resumption.continuation.store;
        store.acquire();
        MachineStack stack;
        try {
            JavaStack.check(store.depth());
            stack = store.engine.executor.enter(store, signature);
        } catch (Throwable e) {
            store.release();
            throw e;
        }
        int index = 0;
        try {
            for (; index < args.length; index++) {
                stack.put(signature.paramSlot(index), signature.params[index], args[index]);
            }
            return stack;
        } catch (IllegalArgumentException e) {
            end(stack, resumption);
            throw new IllegalArgumentException("argument " + index + ": " + e.getMessage(), e);
        } catch (Throwable e) {
            end(stack, resumption);
            throw e;
        }
    }

    /** Resumes; what the host throws leaves as it is, a stack overflow of the machine as a trap. */
    public static void run(MachineStack stack, HostResumption resumption) {
        CallListener listener = resumption.continuation.store.callListener;
        if (listener != null) {
            listener.callingWasm();
        }
        try {
            stack.run(resumption);
        } catch (HostFailure | StackOverflowError e) {
            throw Invocation.outcome(e);
        } finally {
            if (listener != null) {
                // May throw and so replace the outcome.
                listener.returningFromWasm();
            }
        }
    }

    /** Closes the window. */
    public static void end(MachineStack stack, HostResumption resumption) {
        try {
            stack.end();
        } finally {
            resumption.continuation.store.release();
        }
    }
}
