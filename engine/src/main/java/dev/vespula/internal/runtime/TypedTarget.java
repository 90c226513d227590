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

    /** How it is called. */
    public abstract Kind kind();

    /** Kinds of targets. */
    public enum Kind {
        /** Looks at the stack to know its caller. */
        WITH_CALLER,
        /** Does not. */
        PLAIN,
        /**
         * The engine's own, which behaves as an instruction: nobody is told of its calls, and what it throws is not the host's. It may
         * throw {@link dev.vespula.internal.stop.Unwind} when nothing has been done.
         */
        BUILTIN
    }
}
