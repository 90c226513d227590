package dev.vespula.internal.typed;

import dev.vespula.internal.runtime.Signature;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;

/**
 * A method that host functions call on receivers: lambdas of a class, or objects with annotated methods. The first receiver gets
 * a target of its own in which it is a constant, as in a program that makes one linker; all others share one. Thread-safe.
 */
final class HostMethod {
    private final Signature signature;
    private final MethodHandle handle;
    private final HostBodyClass.FirstArgument first;
    private final Object owner;
    private boolean isUsed;
    /** Not kept alive: its receiver may hold anything. */
    private WeakReference<HandleTarget> own = new WeakReference<>(null);
    private WeakReference<Object> ownReceiver = new WeakReference<>(null);
    private HandleTarget shared;

    /**
     * A method.
     *
     * @param handle takes the receiver, perhaps who calls, and the arguments
     * @param owner  is kept as long as a function that calls the method
     */
    HostMethod(Signature signature, MethodHandle handle, HostBodyClass.FirstArgument first, Object owner) {
        this.signature = signature;
        this.handle = handle;
        this.first = first;
        this.owner = owner;
    }

    /** A function that calls the method on a receiver. */
    synchronized HostHandles.Function on(Object receiver) {
        if (!isUsed) {
            isUsed = true;
            MethodHandle bound = MethodHandles.dropArguments(
                    MethodHandles.insertArguments(handle, 0, receiver), 0, Object.class);
            HandleTarget made = new HandleTarget(signature, bound, first, owner);
            own = new WeakReference<>(made);
            ownReceiver = new WeakReference<>(receiver);
            return new HostHandles.Function(signature, made.body(receiver));
        }
        HandleTarget target = ownReceiver.get() == receiver ? own.get() : null;
        if (target == null) {
            if (shared == null) {
                shared = new HandleTarget(signature, handle, first, owner);
            }
            target = shared;
        }
        return new HostHandles.Function(signature, target.body(receiver));
    }
}
