package dev.vespula.internal.runtime;

import dev.vespula.internal.memory.LinearMemory;
import java.lang.invoke.MethodHandle;

/**
 * The compiled tier of an engine as the rest of the runtime and the machine know it; as it stands here, one that has no compiled
 * code, and only counts where the interpreter is. Thread-safe.
 */
public class CompiledTier {
    /** Blocks that are interpreted between two samples: some ten microseconds. */
    protected static final int USUAL_INTERVAL = 1_024;

    private int random;

    /** A tier. */
    public CompiledTier() {}

    /** Whether there is a compiler, or may be one: if not, functions are only ever interpreted. */
    public boolean mayCompile() {
        return false;
    }

    /** Whether there certainly is a compiler. One that was not looked for yet is, and if it is missing that is told once. */
    public boolean hasCompiler() {
        return mayCompile();
    }

    /**
     * Blocks until the next sample: of a fixed number, the samples of a loop would all meet the same few of its blocks. Threads
     * may give one another the same numbers, which does no harm.
     *
     * @param most about how many there are to be
     */
    protected final int nextInterval(int most) {
        random = random * 1_664_525 + 1_013_904_223;
        return most - (int) ((long) (random >>> 1) * (most / 2) >> 31);
    }

    /** An entry that calls a function from compiled code: of its own compiled code if it has some, else of the interpreter. */
    public CallEntry entry(FunctionCode code) {
        throw unable();
    }

    /** A new entry that calls a function of the host from compiled code. */
    public CallEntry hostEntry(HostFunctionInstance function) {
        throw unable();
    }

    /**
     * A handle that calls compiled code of functions of a type with Java values. It takes the entry, the instance, the position
     * and the arguments, a v128 as two longs, and returns the first result; others are left in the store as
     * {@link StoreState#results} says.
     *
     * @return null if that is not possible, as with very many arguments
     */
    public MethodHandle call(Signature signature) {
        return null;
    }

    /**
     * The interpreter is about to execute a block, one of many.
     *
     * @param code       the function
     * @param pc         the block's Pc
     * @param statements how many it has besides its last; 0 if it is not linked yet
     * @return how many blocks may be executed until the next one is to be told
     */
    public int sample(FunctionCode code, int pc, int statements) {
        return nextInterval(USUAL_INTERVAL);
    }

    /** Compiled code has called a function through the interpreter, once more. */
    public void called(FunctionCode code) {
        // Of interest only where there is compiled code.
    }

    /**
     * Compiled code of a module found memory 0 with room behind its end, which it is not made for.
     *
     * @see LinearMemory#isExact
     */
    public void loosen(ModuleCode module) {
        // Of interest only where there is compiled code.
    }

    /** Whether there is compiled code, or there soon will be. */
    public boolean hasCode() {
        return false;
    }

    /**
     * The interpreter, or Java, is about to call a function for the first time: if there is code, the function is to know.
     *
     * @throws IllegalStateException if the function is not translated to what its code was compiled from
     */
    public void install(FunctionCode code) {
        // Nothing is compiled.
    }

    /**
     * A module is being made, and its function bodies have not been looked at: takes over all of its code from the cache.
     *
     * @return whether there is such code; then the bodies need neither be validated nor translated
     */
    public boolean recall(ModuleCode module) {
        return false;
    }

    /** A module was made: compiles it if the configuration wants all code compiled at once. */
    public void loaded(ModuleCode module) {
        // Nothing to compile with.
    }

    /**
     * Compiles all functions of a module, without any effect on it.
     *
     * @param profile how they are laid out
     * @return a jar file with the classes and the module
     * @throws IllegalStateException if there is no compiler
     * @throws dev.vespula.ModuleException if a body is invalid
     * @throws dev.vespula.ProfileException if the profile is not of the module
     */
    public byte[] compileAhead(ModuleCode module, CodeProfile profile) {
        throw unable();
    }

    /**
     * Reads the files of what {@link #compileAhead} has made, in this process or in another.
     *
     * @throws IllegalStateException if there is no compiler
     * @throws dev.vespula.PrecompiledException if it is damaged, or for engines that differ from this one
     */
    public AheadCode openAhead(CodeFiles files) {
        throw unable();
    }

    /** Compiles nothing any more; what has been compiled stays. */
    public void close() {
        // Nothing runs.
    }

    private static IllegalStateException unable() {
        return new IllegalStateException("an engine of tier INTERPRETER has no compiled code");
    }
}
