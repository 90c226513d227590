package dev.vespula.internal.call;

import dev.vespula.internal.runtime.HostResumption;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.Signature;

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
        return Invocation.begin(resumption.continuation.store, signature, args);
    }

    /** Resumes; what the host throws leaves as it is, a stack overflow of the machine as a trap. */
    public static void run(MachineStack stack, HostResumption resumption) {
        Invocation.observed(resumption.continuation.store, () -> {
            stack.run(resumption);
            return null;
        });
    }

    /** Closes the window. */
    public static void end(MachineStack stack, HostResumption resumption) {
        Invocation.end(stack, resumption.continuation.store);
    }
}
