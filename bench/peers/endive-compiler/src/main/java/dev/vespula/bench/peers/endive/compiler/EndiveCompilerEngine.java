package dev.vespula.bench.peers.endive.compiler;

import dev.vespula.bench.peers.endive.EndiveEngine;
import run.endive.compiler.MachineFactoryCompiler;
import run.endive.runtime.Instance;
import run.endive.runtime.Machine;
import run.endive.wasm.WasmModule;

/** Endive with its compiler to JVM bytecode: all functions of a module before the first instance. */
public final class EndiveCompilerEngine extends EndiveEngine {
    /** The compiler. */
    public EndiveCompilerEngine() {
        super("endive-compiler");
    }

    @Override
    protected java.util.function.Function<Instance, Machine> machines(WasmModule module) {
        return MachineFactoryCompiler.compile(module);
    }
}
