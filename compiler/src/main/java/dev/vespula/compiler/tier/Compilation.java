package dev.vespula.compiler.tier;

import dev.vespula.internal.policy.TierPolicy;
import dev.vespula.internal.runtime.FunctionCode;

/** Has compiled what is hot, some time or at once. Thread-safe. */
interface Compilation {
    /** Compilation as an engine wants it. {@code whenIdle} is done when there has been no work for a while. */
    static Compilation of(TierPolicy policy, Runnable whenIdle) {
        return policy.compiling() == TierPolicy.Compiling.IN_BACKGROUND ? new CompileQueue(whenIdle) : new CompileAtOnce(whenIdle);
    }

    /** Has a function compiled. */
    void add(CompiledModule module, FunctionCode function);

    /** Has a loop of a function compiled. */
    void addLoop(CompiledModule module, FunctionCode function, int position);

    /** Has a module compiled again for a memory of another form. */
    void addLoosening(CompiledModule module);

    /** Takes no more work; what is under way is finished. */
    void close();
}
