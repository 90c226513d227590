package dev.vespula.compiler.tier;

import dev.vespula.internal.runtime.FunctionCode;

/** Has compiled what is hot, some time or at once. Thread-safe. */
interface Compilation {
    /** System property, for tests: if it is {@code false}, whoever finds something hot compiles it before going on. */
    String IN_BACKGROUND = "vespula.tier.background";

    /** Compilation as it is wanted when an engine is made. {@code whenIdle} is done when there has been no work for a while. */
    static Compilation create(Runnable whenIdle) {
        return Boolean.parseBoolean(System.getProperty(IN_BACKGROUND, "true"))
                ? new CompileQueue(whenIdle) : new CompileAtOnce(whenIdle);
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
