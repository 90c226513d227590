package dev.vespula;

import dev.vespula.internal.interp.Machine;
import dev.vespula.internal.runtime.BodyCompiler;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.Executor;

/** The parts of an engine that come from the packages that depend on the runtime. */
final class Machines {
    private Machines() {
    }

    /** The interpreter. */
    static Executor interpreter(EngineState engine) {
        return new Machine(engine);
    }

    /** What translates function bodies. */
    static BodyCompiler translator() {
        return (module, function) -> {
            throw new UnsupportedOperationException("no translator");
        };
    }
}
