package dev.vespula.bench;

import java.io.IOException;
import java.util.List;

/**
 * Who measures what and in which order in the suites of real programs: Vespula in its tiers, V8, and where programs are run
 * again and again Endive's compiler, in turns for every case, and all of it once more. Single tiers take part in the first round only: what counts is the default.
 */
final class Turns {
    private static final int ROUNDS = 2;
    private static final String UNIT = "ms";
    /** Figures of runs in one process. */
    static final String FIRST = "first run";
    static final String TENTH = "tenth run";
    static final String STEADY = "steady";
    /** Behind a figure: CPU time of the whole process instead of the thread. */
    static final String PROCESS = ", process";

    private final Session session;
    private final String suite;
    private final List<String> figures;

    /**
     * For a suite.
     *
     * @param figures what it finds out of each case; each is a suite of its own in files of results, so that means are of
     *            figures of one kind
     */
    Turns(Session session, String suite, List<String> figures) {
        this.session = session;
        this.suite = suite;
        this.figures = figures;
    }

    /** The suite's name in files of results for one figure. */
    static String title(String suite, String figure) {
        return suite + ", " + figure;
    }

    /** A process or two that measure a case with an engine. */
    interface Turn {
        void measure(EngineSpec engine, String name) throws IOException;
    }

    /**
     * Takes all turns.
     *
     * @param quick the cases of a quick run in which none is asked for by name
     */
    void take(List<String> cases, List<String> quick, Turn turn) throws IOException {
        List<EngineSpec> engines = engines();
        for (int round = 0; round < Math.min(ROUNDS, session.extent().rounds()); round++) {
            for (String name : cases.stream().filter(one -> isWanted(one, quick)).toList()) {
                for (EngineSpec engine : engines) {
                    if (!(round > 0 && isSingleTier(engine)) && !hasFailed(name, engine)) {
                        session.progress(suite, name, engine);
                        turn.measure(engine, name);
                    }
                }
            }
        }
    }

    private boolean isWanted(String name, List<String> quick) {
        return session.selected().isEmpty() ? session.extent().hasAllPrograms() || quick.contains(name)
                : session.selected().contains(name);
    }

    /** Whether it is one of our single tiers, beside the default. */
    private boolean isSingleTier(EngineSpec engine) {
        EngineSpec byDefault = EngineSpec.of("vespula");
        return engine.isOurs() && !engine.equals(byDefault) && session.engines().contains(byDefault);
    }

    /** Those of this run that can take part. */
    private List<EngineSpec> engines() throws IOException {
        List<EngineSpec> engines = session.engines().stream()
                .filter(one -> one.kind() == EngineSpec.Kind.NATIVE || one.kind() == EngineSpec.Kind.OURS
                        || suite.equals(WarmSuite.NAME) && one.isMeasuredWithPrograms())
                .filter(one -> !session.isSpared(one))
                .toList();
        if (engines.contains(EngineSpec.of(V8.NAME)) && !V8.hasThreadClock()) {
            System.err.println("skipped: " + V8.NAME + " in suite " + suite
                    + ": node knows no time of threads before 23.9; VESPULA_NODE names another one");
            return engines.stream().filter(one -> !one.name().equals(V8.NAME)).toList();
        }
        return engines;
    }

    private boolean hasFailed(String name, EngineSpec engine) {
        return session.recorder().hasFailed(title(suite, figures.get(0)), name, engine.name());
    }

    /** Records a figure. A clock may tick so slowly that it has not moved; that is no value. */
    void add(String figure, String name, EngineSpec engine, double value) {
        if (value > 0) {
            session.recorder().add(title(suite, figure), name, engine.name(), UNIT, value);
        }
    }

    /** Records what runs show: the first one, the tenth, and how it is in the end. */
    void add(Runs runs, String name, EngineSpec engine) {
        add(FIRST, name, engine, runs.first());
        add(FIRST + PROCESS, name, engine, runs.process()[0]);
        runs.tenth().ifPresent(tenth -> {
            add(TENTH, name, engine, tenth);
            add("ten runs" + PROCESS, name, engine, runs.process()[Runs.TENTH - 1]);
        });
        add(STEADY, name, engine, runs.steady());
        add(STEADY + PROCESS, name, engine, runs.steadyProcess());
    }

    /** One failure spoils all figures of the case. */
    void fail(String name, EngineSpec engine, String problem) {
        for (String figure : figures) {
            session.fail(title(suite, figure), name, engine, UNIT, problem);
        }
    }

    /** Starts a process of an engine and gives what it wrote of each piece of work, or what went wrong. */
    List<Runs> run(List<String> command, int count) throws IOException {
        // Later than others, because it goes on for so long.
        double limit = session.extent().limitSeconds() + 5 * session.extent().replaySeconds();
        return runs(Children.run(command, limit), count);
    }

    /** The same for programs. */
    List<Runs> run(ProgramCommand command, EngineSpec engine) throws IOException {
        return run(command.of(engine), command.count());
    }

    /** What a process wrote. */
    static List<Runs> runs(Children.Outcome outcome, int count) {
        List<Runs> runs = outcome.lines().stream().filter(line -> line.startsWith("{")).map(Runs::fromJson).toList();
        for (Runs one : runs) {
            if (one.problem() != null) {
                return List.of(one);
            }
        }
        return outcome.code() == 0 && runs.size() == count ? runs : List.of(Runs.failed(outcome.problem()));
    }
}
