package dev.vespula.internal.runtime;

import dev.vespula.WasmFrame;
import java.util.List;

/** How WebAssembly's exceptions travel through Java code: as Java exceptions of a class that belongs to the API. */
public interface ThrownExceptions {
    /** The Java exception for an exception that no handler of an activation catches. */
    RuntimeException thrown(ExceptionInstance exception);

    /** The exception that a Java exception stands for, or {@code null} if it is none of that class. */
    ExceptionInstance exception(Throwable thrown);

    /**
     * The same Java exception with further, outer frames at the end of its backtrace; it must be of that class.
     *
     * @param leftOut how many more there are
     */
    RuntimeException withFrames(Throwable thrown, List<WasmFrame> outer, int leftOut);
}
