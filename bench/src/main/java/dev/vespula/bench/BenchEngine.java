package dev.vespula.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An engine under measurement. Implementations are found through {@link java.util.ServiceLoader}, so that peers can
 * live in a module that the product never sees.
 */
public interface BenchEngine {
    /** The name used on the command line and in tables. */
    String name();

    /**
     * Decodes and validates a module, and whatever else the engine does before the first instance.
     *
     * @return the module in the engine's own form, for the other methods
     */
    Object decode(byte[] wasm);

    /**
     * Instantiates a module whose only import, if any, is {@code env.clock_ms}.
     *
     * @param clock what {@code env.clock_ms} returns
     */
    Guest instantiate(Object module, Clock clock);

    /**
     * Instantiates a module with functions that do nothing for all its imports.
     *
     * @return the instance, to be kept or dropped
     */
    Object instantiateWithStubs(Object module);

    /**
     * An instance of an execution case.
     *
     * @param folder where its module is
     * @throws UnsupportedOperationException if the engine does not have this case
     */
    default Guest guest(ExecutionCase one, Path folder, Clock clock) throws IOException {
        return instantiate(decode(Files.readAllBytes(folder.resolve(one.file()))), clock);
    }

    /**
     * Runs a program of WASI preview 1 as a fresh instance, from {@code _start} to its end.
     *
     * @return the status that it ends with
     * @throws UnsupportedOperationException if the engine is not measured with programs
     */
    default int execute(Object module, ProgramSetting setting) throws IOException {
        throw new UnsupportedOperationException(name() + " runs no programs");
    }

    /** Milliseconds since some fixed moment. */
    interface Clock {
        int milliseconds();
    }

    /** An instance. */
    interface Guest {
        /**
         * Looks an exported function up, once, before it is timed.
         *
         * @throws IllegalArgumentException if there is none of that name
         */
        Function function(String export);

        /** Writes into the memory named "memory". */
        void write(int address, byte[] data);
    }

    /** An exported function with at most one integer parameter and one result. */
    interface Function {
        /**
         * Calls it.
         *
         * @param argument converted to the parameter's type; ignored if there is no parameter
         * @return the result as Integer, Long, Float or Double, or null
         */
        Object call(long argument);
    }
}
