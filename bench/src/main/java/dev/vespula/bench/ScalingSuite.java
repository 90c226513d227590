package dev.vespula.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Many stores at once: the same work in 1, 2, 4 ... threads, each with an instance of its own, up to the number of cores.
 * The value is how long one thread takes for its share; with perfect scaling it is the same for any number of threads.
 */
final class ScalingSuite implements Suite {
    static final String NAME = "scaling";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(Session session) throws IOException {
        List<EngineSpec> engines = session.engines(List.of("vespula", "vespula-interpreter", "endive-compiler"));
        for (int round = 0; round < session.extent().rounds(); round++) {
            for (String name : List.of("fibonacci-rec", "json-parse")) {
                for (EngineSpec engine : engines) {
                    List<String> args = new ArrayList<>(List.of(engine.name(), name));
                    args.addAll(session.extent().times());
                    session.measure(NAME, name, engine, ScalingProcess.class, args);
                }
            }
        }
    }
}
