package dev.vespula;

import dev.vespula.internal.runtime.BodyCompiler;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.Executor;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.runtime.WasmFunction;

/** The parts of an engine that are found by the packages that depend on the runtime. */
final class Machines {
    private Machines() {
    }

    /** The interpreter. */
    static Executor interpreter(EngineState engine) {
        return new Executor() {
            @Override
            public HostFrame enter(StoreState store, Signature signature) {
                throw new UnsupportedOperationException("no interpreter");
            }

            @Override
            public void run(HostFrame frame, WasmFunction function) {
                throw new UnsupportedOperationException("no interpreter");
            }

            @Override
            public void leave(HostFrame frame) {
                throw new UnsupportedOperationException("no interpreter");
            }
        };
    }

    /** What translates function bodies. */
    static BodyCompiler translator() {
        return (module, function) -> {
            throw new UnsupportedOperationException("no translator");
        };
    }
}
