package dev.vespula.bench;

import dev.vespula.bench.result.Recorder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A run of the benchmarks: what the suites need to know and where they put what they find.
 *
 * @param extent how much time to take
 * @param engines the engines to measure, all of which can be
 * @param selected the execution cases asked for, or empty for all
 * @param folder where the programs are
 * @param cases the programs
 * @param recorder takes the values
 */
record Session(Extent extent, List<EngineSpec> engines, List<String> selected, Path folder, CaseFile cases,
        Recorder recorder) {

    /** Whether an engine is one of our single tiers, for which a quick run has no time where they show little else. */
    boolean isSpared(EngineSpec engine) {
        return extent.isQuick() && engine.kind() == EngineSpec.Kind.OURS && !engine.name().equals("vespula")
                && engines.contains(EngineSpec.of("vespula"));
    }

    /** The engines among those of this run that these names stand for. */
    List<EngineSpec> engines(List<String> names) {
        return engines.stream().filter(one -> names.contains(one.name())).toList();
    }

    /**
     * Runs a process that prints a {@link Sample} a line, and records them. A process that fails is recorded as a failed
     * case of the given name.
     */
    void measure(String suite, String name, EngineSpec engine, Class<?> main, List<String> args) throws IOException {
        progress(suite, name, engine);
        Children.Outcome outcome = Children.run(Children.java(engine, main, args), extent.limitSeconds());
        for (String line : outcome.lines()) {
            Sample sample = Sample.fromJson(line);
            if (sample.problem() == null) {
                recorder.add(suite, sample.name(), engine.name(), sample.unit(), sample.value());
            } else {
                fail(suite, sample.name(), engine, sample.unit(), sample.problem());
            }
        }
        if (outcome.code() != 0) {
            fail(suite, name, engine, "ms", outcome.problem());
        }
    }

    /** Records that a case did not work, and says so. */
    void fail(String suite, String name, EngineSpec engine, String unit, String problem) {
        System.err.printf(Locale.ROOT, "FAILED %s / %s / %s: %s%n", suite, name, engine.name(), problem);
        recorder.fail(suite, name, engine.name(), unit, problem);
    }

    /** Tells what comes next. */
    void progress(String suite, String name, EngineSpec engine) {
        System.err.printf(Locale.ROOT, "%s / %s / %s%n", suite, name, engine.name());
    }
}
