package dev.vespula.compiler.tier;

import dev.vespula.internal.runtime.FunctionCode;
import java.util.List;

/** Compiles in the thread that asks for it, so that what is compiled when does not depend on the speed of the machine. */
final class CompileAtOnce implements Compilation {
    private final Runnable whenIdle;
    private volatile boolean isClosed;

    /** {@code whenIdle} is done when a function or a loop has been compiled. */
    CompileAtOnce(Runnable whenIdle) {
        this.whenIdle = whenIdle;
    }

    @Override
    public void add(CompiledModule module, FunctionCode function) {
        if (!isClosed) {
            module.compileAndInstall(List.of(function));
            whenIdle.run();
        }
    }

    @Override
    public void addLoop(CompiledModule module, FunctionCode function, int position) {
        if (!isClosed) {
            module.compileLoop(function, position);
            whenIdle.run();
        }
    }

    @Override
    public void addLoosening(CompiledModule module) {
        if (!isClosed) {
            module.loosen();
        }
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
