package dev.vespula.bench;

import java.io.IOException;
import java.util.List;

/** What single abilities of Vespula cost: pausing and snapshots, objects, exceptions, vectors. */
final class OperationSuite implements Suite {
    static final String NAME = "operations";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(Session session) throws IOException {
        for (int round = 0; round < session.extent().rounds(); round++) {
            for (EngineSpec engine : session.engines(List.of("vespula", "vespula-interpreter", "vespula-compiled"))) {
                // One process each, so that no part runs with what the JIT compiler learned from another.
                for (String part : OperationProcess.PARTS) {
                    session.measure(NAME, part, engine, OperationProcess.class, List.of(engine.name(), part,
                            Double.toString(session.extent().warmUp()), Double.toString(session.extent().seconds())));
                }
            }
        }
    }
}
