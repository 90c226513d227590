package dev.vespula.bench;

import java.io.IOException;
import java.util.ArrayList;
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
        // By default hot code is compiled code, so the third tier would only say the same again.
        List<String> tiers = session.extent().isQuick() ? List.of("vespula") : List.of("vespula", "vespula-interpreter");
        for (int round = 0; round < session.extent().rounds(); round++) {
            for (EngineSpec engine : session.engines(tiers)) {
                // One process each, so that no part runs with what the JIT compiler learned from another.
                for (String part : OperationProcess.PARTS) {
                    List<String> args = new ArrayList<>(List.of(engine.name(), part));
                    args.addAll(session.extent().impatient().times());
                    session.measure(NAME, part, engine, OperationProcess.class, args);
                }
            }
        }
    }
}
