package dev.vespula.internal.runtime;

import java.lang.invoke.MethodHandle;

/**
 * What {@link TypedBody bodies} that differ in their receiver only have in common: so thousands of lambdas from one place in a
 * program need the classes of one.
 */
public abstract class TypedTarget {
    /** Belongs to the compiled tier: what makes the entries of functions with such a body. */
    public volatile MethodHandle entries;

    /**
     * A handle that takes the receiver, the function, the stack, and the arguments as compiled code has them, a v128 as two longs. It returns
     * the first result and leaves others in the store as {@link StoreState#results} says.
     */
    public abstract MethodHandle direct();

    /** Whether the target looks at the stack to know its caller. */
    public abstract boolean wantsCaller();
}
