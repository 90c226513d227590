package dev.vespula.compiler.method;

import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.Samples;

/** Where the code of the functions of a module is. */
public interface Targets {
    /**
     * The class that has the code of a function as a static method, or null if there is none: then the function is called
     * through its entry.
     */
    String owner(int function);

    /** The name of the method of a function's code. */
    String method(int function);

    /** Where a function was seen to run: its code is laid out by that. */
    Samples samples(FunctionCode function);
}
