package dev.vespula.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The execution cases: each engine in a fresh process for every case, engines taking turns, and all of it again in every
 * round. The value of a process is the median of its calls once they are warm. How long it took from the module's bytes to
 * the result of the first call goes to the suite {@link #FIRST}.
 */
final class ExecutionSuite implements Suite {
    static final String NAME = "execution";
    /** The suite of first calls in a fresh process, decoding, compiling and instantiating included. */
    static final String FIRST = "first result";
    /** The suite of cases with and without fuel. */
    static final String FUEL = "fuel";
    /** What shows the price of metering: calls, loops, floats, memory, large functions, many small blocks. */
    private static final List<String> FUEL_CASES = List.of("fibonacci-rec", "counter-local", "prime-sieve", "nbody", "argon2",
            "json-parse", "compression", "regex-redux");
    /** Those for a quick run. */
    private static final List<String> QUICK_FUEL_CASES = List.of("fibonacci-rec", "argon2", "compression");
    /** Left out of a quick run, because others are of the same kind. */
    private static final List<String> NOT_QUICK = List.of("counter-param", "counter-global", "fibonacci-tail", "sort-dyn",
            "reverse-complement");
    /** Chicory is what Endive was called before: near enough for one round. */
    private static final List<String> ONCE = List.of("chicory", "chicory-compiler");
    private static final List<String> FUEL_ENGINES = List.of("vespula-interpreter", "vespula-interpreter-fuel",
            "vespula-compiled", "vespula-compiled-fuel");
    /** Interpreting peers take 30 to 60 times as long as Wasmi: longer cases are not for a quick run. */
    private static final double LONG_CASE_MS = 12;
    /** And still longer ones are not for Chicory's, which is like Endive's. */
    private static final double VERY_LONG_CASE_MS = 100;

    private final String name;

    private ExecutionSuite(String name) {
        this.name = name;
    }

    static ExecutionSuite execution() {
        return new ExecutionSuite(NAME);
    }

    static ExecutionSuite fuel() {
        return new ExecutionSuite(FUEL);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> cases(Path folder, CaseFile cases) {
        return cases.all().stream().map(ExecutionCase::name).toList();
    }

    @Override
    public void run(Session session) throws IOException {
        boolean fuel = name.equals(FUEL);
        List<EngineSpec> engines = fuel ? FUEL_ENGINES.stream().map(EngineSpec::of).toList()
                : session.engines().stream().filter(one -> !isFuelOnly(one, session)).toList();
        for (int round = 0; round < session.extent().rounds(); round++) {
            for (ExecutionCase one : session.cases().all()) {
                if (isWanted(session, one.name())) {
                    for (EngineSpec engine : engines) {
                        measure(session, round, one, engine);
                    }
                }
            }
        }
    }

    private boolean isWanted(Session session, String one) {
        if (!session.selected().isEmpty()) {
            return session.selected().contains(one);
        }
        boolean quick = session.extent().isQuick();
        return name.equals(FUEL) ? (quick ? QUICK_FUEL_CASES : FUEL_CASES).contains(one)
                : !quick || !NOT_QUICK.contains(one);
    }

    /** Metered engines have a suite of their own, unless they were asked for by name. */
    private static boolean isFuelOnly(EngineSpec engine, Session session) {
        return engine.kind() == EngineSpec.Kind.OURS_METERED
                && session.engines().stream().anyMatch(one -> one.kind() == EngineSpec.Kind.OURS)
                && session.selected().isEmpty();
    }

    private void measure(Session session, int round, ExecutionCase one, EngineSpec engine) throws IOException {
        if (isLeftOut(session, round, one, engine)
                || session.recorder().hasFailed(name, one.name(), engine.name())) {
            return;
        }
        session.progress(name, one.name(), engine);
        Result result = result(session, one, engine);
        if (result.problem() != null) {
            session.fail(name, one.name(), engine, "ms", result.problem());
            return;
        }
        session.recorder().add(name, one.name(), engine.name(), "ms", result.timing().median());
        if (name.equals(NAME) && result.preparation() != null) {
            session.recorder().add(FIRST, one.name(), engine.name(), "ms", result.preparation() + result.timing().first());
        }
    }

    private boolean isLeftOut(Session session, int round, ExecutionCase one, EngineSpec engine) {
        Extent extent = session.extent();
        if (engine.kind() == EngineSpec.Kind.JAVA) {
            return !JavaEngine.has(one.name());
        }
        // Warm, it is what Vespula is by default; asked for by name, it is measured.
        if (extent.isQuick() && name.equals(NAME) && engine.name().equals("vespula-compiled") && session.selected().isEmpty()) {
            return true;
        }
        boolean slow = engine.kind() == EngineSpec.Kind.PEER_INTERPRETER && one.nativeMs() > LONG_CASE_MS;
        return slow && (extent.isQuick() || round > 0)
                || ONCE.contains(engine.name()) && (round > 0 || one.nativeMs() > VERY_LONG_CASE_MS && slow);
    }

    private static Result result(Session session, ExecutionCase one, EngineSpec engine) throws IOException {
        Extent extent = engine.kind() == EngineSpec.Kind.PEER_INTERPRETER ? session.extent().impatient() : session.extent();
        if (!engine.isOnJvm()) {
            return new V8(session.folder(), extent.warmUp().least() + extent.seconds()).run(one);
        }
        List<String> args = new ArrayList<>(List.of(engine.name()));
        args.addAll(extent.times());
        args.add(one.name());
        Children.Outcome outcome = Children.run(Children.java(engine, ExecutionProcess.class, args), extent.limitSeconds());
        return outcome.code() == 0 && outcome.lines().size() == 1 ? Result.fromJson(outcome.lines().get(0))
                : Result.failed(one.name(), outcome.problem());
    }
}
