package dev.vespula.internal.runtime;

import dev.vespula.Trap;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What run-time objects are in the hands of users. The classes belong to the API, which uses this package and not the
 * reverse: an engine is given this when it is made.
 */
public abstract class ApiObjects {
    /** The class of functions. */
    public final Class<?> function;
    /** The class of exceptions, and of references to them. */
    public final Class<?> exception;
    /** The class of what tells a host function who calls it. */
    public final Class<?> caller;
    /** The class of instances. */
    public final Class<?> instance;

    /** The classes. */
    protected ApiObjects(Class<?> function, Class<?> exception, Class<?> caller, Class<?> instance) {
        this.function = function;
        this.exception = exception;
        this.caller = caller;
        this.instance = instance;
    }

    /** The user's object for something that is exported or referred to, always the same; what is no run-time object itself. */
    public abstract Object of(Object raw);

    /** The reverse; anything else itself. */
    public abstract Object raw(Object object);

    /**
     * A value that carries its type as one that does not; anything else itself.
     *
     * @throws IllegalArgumentException if the type is not the one that is wanted
     */
    public abstract Object plain(Object value, int type, EngineState engine);

    /** The user's object for an instance, always the same. */
    public abstract Object instance(ModuleInstance raw);

    /** What tells the host function whose window this is who calls it; always the same for a window. */
    public abstract Object caller(HostFrame frame);

    /**
     * The stage that an asynchronous host function waits for, if that is why it threw an exception; else null.
     *
     * @throws IllegalStateException if it is another function that waits, below this one
     */
    public abstract CompletionStage<?> awaited(Exception cause, HostFunctionInstance thrower);

    /** A Java exception for an exception that no handler of an activation catches. */
    public abstract RuntimeException thrown(ExceptionInstance exception);

    /**
     * Something that was thrown has left functions.
     *
     * @param functions asked only if it takes note of that
     * @return what to throw now: the same object, but for an exception of Wasm
     */
    public abstract Throwable leaving(Throwable thrown, Supplier<LeftFrames> functions);

    /** A trap has left functions. Returns whether they are the first ones since it was thrown. */
    public abstract boolean leaving(Trap trap, LeftFrames functions);

    /** Whether a host function throws this to pause the call. */
    public abstract boolean isRequest(Throwable thrown);

    /** The exception that a Java exception stands for, or null if it is none of {@link #thrown}. */
    public final ExceptionInstance exception(Throwable thrown) {
        return raw(thrown) instanceof ExceptionInstance exception ? exception : null;
    }
}
