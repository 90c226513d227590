package dev.vespula.internal.runtime;

import java.lang.invoke.MethodHandle;

/** What a host function does that is a method handle: compiled code can call it with Java values. */
public abstract class TypedBody implements HostBody {
    /** Belongs to the compiled tier: what makes the entries of functions with this body. */
    public volatile MethodHandle entries;

    /**
     * A handle that takes the function, the stack, and the arguments as compiled code has them, a v128 as two longs. It returns
     * the first result and leaves others in the store as {@link StoreState#results} says.
     */
    public abstract MethodHandle direct();

    /** Whether the target looks at the stack to know its caller. */
    public abstract boolean wantsCaller();
}
