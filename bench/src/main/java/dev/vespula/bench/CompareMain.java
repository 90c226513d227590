package dev.vespula.bench;

import dev.vespula.bench.result.Comparison;
import dev.vespula.bench.result.GeometricMean;
import dev.vespula.bench.result.Measurement;
import dev.vespula.bench.result.ResultFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** {@code ./bench/compare OLD NEW}: tells which cases changed beyond the noise. */
public final class CompareMain {
    private static final String USAGE = """
            usage: bench/compare OLD NEW

            Compares two files of results and prints the cases that changed by more than the spread of both explains, and
            the geometric means of new to old. Exit code 1 if a case got worse, 0 if none did, 2 for a wrong command line.
            """;

    private CompareMain() {}

    public static void main(String[] args) {
        if (args.length != 2 || args[0].startsWith("-")) {
            System.err.print(USAGE);
            System.exit(2);
        }
        try {
            Comparison comparison = Comparison.of(ResultFile.read(Path.of(args[0])), ResultFile.read(Path.of(args[1])));
            print(comparison, System.out);
            System.exit(comparison.changes().stream().anyMatch(Comparison.Change::isWorse) ? 1 : 0);
        } catch (IOException e) {
            System.err.println("bench/compare: " + e.getMessage());
            System.exit(2);
        }
    }

    static void print(Comparison comparison, PrintStream out) {
        for (Comparison.Change change : comparison.changes()) {
            out.printf(Locale.ROOT, "%-7s %5.2fx  %-64s %.4g -> %.4g %s%n", change.isWorse() ? "worse" : "better",
                    change.ratio(), change.key(), change.before().median(), change.after().median(), change.unit());
        }
        for (Measurement.Key key : comparison.missing()) {
            out.printf(Locale.ROOT, "no longer measured: %s%n", key);
        }
        out.println("new to old, geometric means:");
        for (Map.Entry<String, GeometricMean> mean : comparison.means().entrySet()) {
            out.printf(Locale.ROOT, "  %-48s %.3f (of %d)%n", mean.getKey(), mean.getValue().value(), mean.getValue().count());
        }
        out.printf(Locale.ROOT, "%d cases compared, %d changed beyond the noise%n", comparison.compared(),
                comparison.changes().size());
    }
}
