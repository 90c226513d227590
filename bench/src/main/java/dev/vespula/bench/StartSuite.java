package dev.vespula.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Start-up: a whole process that runs a small program once, as the wall clock sees it; and decoding and instantiating the
 * modules of the start-up set, the very first time in a fresh JVM and again when warm.
 */
final class StartSuite implements Suite {
    static final String NAME = "start-up";
    /** The case whose whole process is timed: a few milliseconds of work for a compiled engine. */
    private static final String PROCESS_CASE = "fibonacci-rec";
    /** Above this many bytes a module is not for a quick run. */
    private static final long LARGE = 1_000_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(Session session) throws IOException {
        List<EngineSpec> engines = session.engines().stream()
                .filter(one -> one.isOnJvm() && one.kind() != EngineSpec.Kind.OURS_METERED && !session.isSpared(one))
                .toList();
        for (int round = 0; round < session.extent().rounds(); round++) {
            for (EngineSpec engine : engines) {
                process(session, engine);
            }
            for (String file : session.cases().startup()) {
                Path path = session.folder().resolve(file).normalize();
                boolean large = path.toFile().length() > LARGE;
                for (EngineSpec engine : engines) {
                    if (engine.kind() != EngineSpec.Kind.JAVA && !(large && round > 0)
                            && !(large && session.extent().isQuick() && !engine.name().equals("vespula"))) {
                        module(session, path, engine);
                    }
                }
            }
        }
    }

    private static void process(Session session, EngineSpec engine) throws IOException {
        String name = "whole process, " + PROCESS_CASE + " once";
        session.progress(NAME, name, engine);
        Children.Outcome outcome = Children.run(Children.java(engine, ExecutionProcess.class,
                List.of(engine.name(), "0", "0", "0", PROCESS_CASE)), session.extent().limitSeconds());
        if (outcome.code() == 0) {
            session.recorder().add(NAME, name, engine.name(), "ms", outcome.wallMs());
        } else {
            session.fail(NAME, name, engine, "ms", outcome.problem());
        }
    }

    private static void module(Session session, Path path, EngineSpec engine) throws IOException {
        String name = path.getFileName().toString();
        List<String> args = new ArrayList<>(List.of(engine.name(), path.toString(), Double.toString(session.extent()
                .seconds())));
        session.measure(NAME, name, engine, StartProcess.class, args);
    }
}
