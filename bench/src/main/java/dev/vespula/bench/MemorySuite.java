package dev.vespula.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What modules and instances take of heap, metaspace and time to instantiate; and Vespula's limits. */
final class MemorySuite implements Suite {
    static final String NAME = "memory";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(Session session) throws IOException {
        Path small = Files.createTempFile("small", ".wasm");
        try {
            Files.write(small, Programs.text("calls"));
            for (int round = 0; round < session.extent().rounds(); round++) {
                for (EngineSpec engine : session.engines()) {
                    // Heap hardly differs from run to run: once is enough for the peers.
                    boolean again = engine.peer() != null && round > 0;
                    if (engine.isPlain() && !again && !session.isSpared(engine)) {
                        session.measure(NAME, "memory", engine, MemoryProcess.class, List.of(engine.name(), small.toString(),
                                Double.toString(session.extent().seconds())));
                    }
                }
                for (EngineSpec engine : session.engines(List.of("vespula", "vespula-interpreter", "vespula-compiled"))) {
                    if (!session.isSpared(engine)) {
                        session.measure(NAME, "growth and depth", engine, DepthProcess.class, List.of(engine.name()));
                    }
                }
            }
        } finally {
            Files.delete(small);
        }
    }
}
