package dev.vespula.bench;

/**
 * An engine under measurement. Implementations are found through {@link java.util.ServiceLoader}, so that peers can
 * live in a module that the product never sees.
 */
public interface BenchEngine {
    /** The name used on the command line and in tables. */
    String name();

    /**
     * Decodes, validates and instantiates a module whose only import, if any, is {@code env.clock_ms}.
     *
     * @param clock what {@code env.clock_ms} returns
     */
    Guest instantiate(byte[] wasm, Clock clock);

    /** Decodes and validates a module and instantiates it with functions that do nothing for all its imports. */
    void instantiateWithStubs(byte[] wasm);

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
