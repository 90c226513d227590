package dev.vespula.bench;

import dev.vespula.bench.result.Measurement;
import dev.vespula.bench.result.ResultFile;
import dev.vespula.bench.result.Samples;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints a suite: a line a case, a column an engine, and for some suites how each relates to the first in the geometric mean. */
final class Table {
    private static final int COLUMN_WIDTH = 25;
    /** The suites whose cases are alike enough for a mean over all of them, apart from those of {@link Turns}. */
    private static final List<String> WITH_MEANS = List.of(ExecutionSuite.NAME, ExecutionSuite.FIRST, ExecutionSuite.FUEL,
            CorpusSuite.NAME);
    private static final List<String> WITH_MEANS_OF_FIGURES = List.of(ReplaySuite.NAME, WarmSuite.NAME, SecondSuite.NAME);

    private final PrintStream out;

    Table(PrintStream out) {
        this.out = out;
    }

    void print(ResultFile results, String suite) {
        List<String> engines = results.engines(suite);
        List<String> cases = results.cases(suite);
        int width = cases.stream().mapToInt(String::length).max().orElse(0) + 10;
        StringBuilder header = new StringBuilder(pad(suite, -width));
        engines.forEach(engine -> header.append(pad(engine, COLUMN_WIDTH)));
        out.println(header);
        for (String name : cases) {
            StringBuilder line = new StringBuilder(pad(name + " (" + results.unit(suite, name) + ")", -width));
            for (String engine : engines) {
                line.append(pad(results.samples(suite, name, engine).map(Table::cell).orElse("-"), COLUMN_WIDTH));
            }
            out.println(line);
        }
        if (WITH_MEANS.contains(suite) || WITH_MEANS_OF_FIGURES.stream().anyMatch(one -> suite.startsWith(Turns.title(one,
                "")))) {
            StringBuilder footer = new StringBuilder(pad("geometric mean, ratio", -width));
            for (String engine : engines) {
                footer.append(pad(results.ratio(suite, engine, engines.get(0))
                        .map(mean -> String.format(Locale.ROOT, "%.2f (of %d)", mean.value(), mean.count())).orElse("-"),
                        COLUMN_WIDTH));
            }
            out.println(footer);
        }
        for (Measurement problem : results.problems(suite)) {
            out.printf(Locale.ROOT, "FAILED %s: %s%n", problem.key(), problem.problem());
        }
        out.println();
    }

    /** The median, and the range as a share of it where there are several values. */
    private static String cell(Samples samples) {
        String median = String.format(Locale.ROOT, samples.median() < 100 ? "%.3f" : "%.0f", samples.median());
        return samples.count() == 1 ? median
                : String.format(Locale.ROOT, "%s (%.0f %%)", median, 100 * samples.relativeRange());
    }

    /** Pads to the right for a negative width, to the left for a positive one. */
    private static String pad(String text, int width) {
        return String.format(Locale.ROOT, "%" + width + "s", text);
    }
}
