package dev.vespula.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Recorded use of modules of npm packages: calls of milliseconds into programs of one to three megabytes, again and again as
 * services do. Vespula plays them through its public API, V8 through the {@code replay.js} that comes with them.
 */
final class ReplaySuite implements Suite {
    static final String NAME = "replay";
    private static final String ENDING = ".trace";
    /** Layout, an interpreter, a data base. */
    private static final List<String> QUICK = List.of("yoga", "quickjs", "nodesqlite3");
    /** More runs than there is time for. */
    private static final String MOST_RUNS = "1000000000";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> cases(Path folder, CaseFile cases) throws IOException {
        Path traces = folder.resolveSibling("replay");
        if (!Files.isDirectory(traces)) {
            return List.of();
        }
        try (var files = Files.list(traces)) {
            return files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(ENDING))
                    .map(file -> file.substring(0, file.length() - ENDING.length())).sorted().toList();
        }
    }

    @Override
    public void run(Session session) throws IOException {
        List<String> names = cases(session.folder(), session.cases());
        if (names.isEmpty()) {
            System.err.println("skipped: suite " + NAME + ": there is no recorded use beside the benchmark programs");
            return;
        }
        Turns turns = new Turns(session, NAME, List.of(Turns.FIRST, Turns.TENTH, Turns.STEADY));
        turns.take(names, QUICK, (engine, name) -> {
            Path prefix = session.folder().resolveSibling("replay").resolve(name);
            String seconds = Double.toString(session.extent().replaySeconds());
            List<String> command = engine.isOnJvm()
                    ? Children.java(engine, ReplayProcess.class, List.of(engine.name(), prefix.toString(), seconds))
                    : List.of(V8.command(), "--no-warnings", "--experimental-wasm-type-reflection",
                            "--require", V8.script("replay-clock.cjs"), prefix.resolveSibling("replay.js").toString(),
                            prefix.toString(), MOST_RUNS, seconds);
            Runs runs = turns.run(command, 1).get(0);
            if (runs.problem() == null) {
                turns.add(runs, name, engine);
            } else {
                turns.fail(name, engine, runs.problem());
            }
        });
    }
}
