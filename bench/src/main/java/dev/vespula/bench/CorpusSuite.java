package dev.vespula.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Real programs from start to end: whole processes of {@code ./vespula run}, and of node with its WASI, as the wall clock
 * sees them. Their output is compared with what was recorded.
 */
final class CorpusSuite implements Suite {
    static final String NAME = "programs";
    /** Numbers, text, an interpreter in the program, garbage collection, exceptions and vectors in a quarter of a minute. */
    private static final List<String> QUICK = List.of("fannkuch", "json", "regexm", "lua54-exnref", "simd_k",
            "kotlin-gc-exnref", "sg-richards");

    /** There are forty programs: an hour has no room for three rounds of all. */
    private static final int ROUNDS = 2;
    private static final List<String> ONCE = List.of("vespula-interpreter", "vespula-compiled");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(Session session) throws IOException {
        Path corpus = session.folder().resolveSibling("corpus");
        if (!Files.exists(corpus.resolve("manifest.json"))) {
            System.err.println("skipped: suite " + NAME + ": there is no corpus beside the benchmark programs");
            return;
        }
        List<CorpusProgram> programs = CorpusProgram.read(corpus).stream().filter(CorpusProgram::isMeasured)
                .filter(one -> !session.extent().isQuick() || QUICK.contains(one.name())).toList();
        Map<EngineSpec, List<String>> runners = runners(session, corpus);
        for (int round = 0; round < session.extent().rounds(); round++) {
            for (CorpusProgram program : programs) {
                for (Map.Entry<EngineSpec, List<String>> runner : runners.entrySet()) {
                    boolean again = round > 0 && ONCE.contains(runner.getKey().name()) || round >= ROUNDS;
                    if (!again && !session.recorder().hasFailed(NAME, program.name(), runner.getKey().name())) {
                        measure(session, corpus, program, runner.getKey(), runner.getValue());
                    }
                }
            }
        }
    }

    /** How each engine runs a program: the words before its arguments. */
    private static Map<EngineSpec, List<String>> runners(Session session, Path corpus) throws IOException {
        String vespula = Children.ROOT.resolve("vespula").toString();
        // Also builds the command, and its class-data archive, where that was not done.
        Children.Outcome help = Children.run(List.of(vespula, "run", "--help"), 600);
        boolean hasTiers = String.join("\n", help.lines()).contains("--tier");
        Map<EngineSpec, List<String>> runners = new LinkedHashMap<>();
        for (EngineSpec engine : session.engines()) {
            switch (engine.name()) {
                case "vespula" -> runners.put(engine, List.of(vespula, "run"));
                case "vespula-interpreter" -> {
                    if (hasTiers && !session.extent().isQuick()) {
                        runners.put(engine, List.of(vespula, "run", "--tier=interpreter"));
                    }
                }
                case "vespula-compiled" -> {
                    if (hasTiers && !session.extent().isQuick()) {
                        runners.put(engine, List.of(vespula, "run", "--tier=compiled"));
                    }
                }
                case V8.NAME -> runners.put(engine, List.of(V8.command(), "--no-warnings", corpus.resolve("v8run.mjs")
                        .toString()));
                default -> {}
            }
        }
        if (!hasTiers) {
            System.err.println("skipped: suite " + NAME + " in single tiers: this ./vespula run has no --tier");
        }
        return runners;
    }

    private static void measure(Session session, Path corpus, CorpusProgram program, EngineSpec engine, List<String> runner)
            throws IOException {
        session.progress(NAME, program.name(), engine);
        List<String> command = new ArrayList<>(runner);
        command.addAll(program.arguments(corpus));
        Path input = program.stdin() == null ? null : corpus.resolve(program.stdin());
        Children.Outcome outcome = Children.run(command, input, session.extent().limitSeconds());
        String problem = program.problem(corpus, outcome);
        if (problem == null) {
            session.recorder().add(NAME, program.name(), engine.name(), "ms", outcome.wallMs());
        } else {
            session.fail(NAME, program.name(), engine, "ms", problem);
        }
    }
}
