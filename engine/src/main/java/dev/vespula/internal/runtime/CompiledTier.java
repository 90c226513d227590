package dev.vespula.internal.runtime;

import java.lang.invoke.MethodHandle;

/** The compiled tier of an engine as the rest of the runtime and the machine know it. Thread-safe. */
public abstract class CompiledTier {
    /** No compiled code. */
    public static final CompiledTier NONE = new CompiledTier() {
        @Override
        public CallEntry entry(FunctionCode code) {
            throw new IllegalStateException("no compiler");
        }

        @Override
        public CallEntry hostEntry(HostFunctionInstance function) {
            throw new IllegalStateException("no compiler");
        }

        @Override
        public MethodHandle call(Signature signature) {
            return null;
        }

        @Override
        public int sample(FunctionCode code, int position) {
            return Integer.MAX_VALUE;
        }

        @Override
        public void loaded(ModuleCode module) {
            // Nothing to compile with.
        }

        @Override
        public void close() {
            // Nothing runs.
        }
    };

    /** An entry that calls a function from compiled code: of its own compiled code if it has some, else of the interpreter. */
    public abstract CallEntry entry(FunctionCode code);

    /** A new entry that calls a function of the host from compiled code. */
    public abstract CallEntry hostEntry(HostFunctionInstance function);

    /**
     * A handle that calls compiled code of functions of a type with Java values. It takes the entry, the instance, the position
     * and the arguments, a v128 as two longs, and returns the first result; others are left in the store as
     * {@link StoreState#results} says.
     *
     * @return null if that is not possible, as with very many arguments
     */
    public abstract MethodHandle call(Signature signature);

    /**
     * The interpreter is about to execute a block, one of many.
     *
     * @param code     the function
     * @param position the block's position in the IR
     * @return how many blocks may be executed until the next one is to be told
     */
    public abstract int sample(FunctionCode code, int position);

    /** Compiled code has called a function through the interpreter, once more. */
    public void called(FunctionCode code) {
        // Of interest only where there is compiled code.
    }

    /** A module was made: compiles it if the configuration wants all code compiled at once. */
    public abstract void loaded(ModuleCode module);

    /** Compiles nothing any more; what has been compiled stays. */
    public abstract void close();
}
