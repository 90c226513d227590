package dev.vespula.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Prints what one engine reached, with the ratio to each reference column and the geometric means. */
final class Table {
    private static final int NAME_WIDTH = 19;
    private static final int COLUMN_WIDTH = 15;

    private final String engine;
    private final Set<String> references = new LinkedHashSet<>();
    private final Map<String, List<Double>> ratios = new LinkedHashMap<>();
    private final PrintStream out;
    private boolean failed;

    Table(String engine, CaseFile cases, PrintStream out) {
        this.engine = engine;
        this.out = out;
        for (ExecutionCase one : cases.execute()) {
            references.addAll(one.referenceMs().keySet());
        }
    }

    void header() {
        StringBuilder line = new StringBuilder(pad(engine, -NAME_WIDTH));
        for (String title : List.of("best ms", "median ms", "first ms")) {
            line.append(pad(title, 12));
        }
        for (String reference : references) {
            line.append(pad("x " + reference, COLUMN_WIDTH));
        }
        out.println(line);
    }

    /** A row of an execution case; {@code reference} holds milliseconds, lower is better. */
    void row(Result result, Map<String, Double> reference) {
        if (result.problem() != null) {
            failed = true;
            out.println(pad(result.name(), -NAME_WIDTH) + "  FAILED: " + result.problem());
            return;
        }
        Timing timing = result.timing();
        StringBuilder line = new StringBuilder(pad(result.name(), -NAME_WIDTH));
        line.append(number(timing.best())).append(number(timing.median())).append(number(timing.first()));
        for (String column : references) {
            Double base = reference.get(column);
            line.append(ratio(column, base == null ? null : timing.best() / base));
        }
        out.println(line);
    }

    /** The row of CoreMark; {@code reference} holds scores, higher is better. */
    void score(Result result, Map<String, Double> reference) {
        if (result.problem() != null) {
            failed = true;
            out.println(pad(result.name(), -NAME_WIDTH) + "  FAILED: " + result.problem());
            return;
        }
        StringBuilder line = new StringBuilder(pad(result.name(), -NAME_WIDTH));
        line.append(String.format(Locale.ROOT, "%12.0f", result.score())).append("  points;");
        reference.forEach((name, base) -> line.append(String.format(Locale.ROOT, "  %.2f of %s", result.score() / base, name)));
        out.println(line);
    }

    void footer() {
        StringBuilder line = new StringBuilder(pad("geometric mean", -NAME_WIDTH)).append(" ".repeat(36));
        for (String column : references) {
            List<Double> values = ratios.getOrDefault(column, List.of());
            line.append(values.isEmpty() ? pad("-", COLUMN_WIDTH)
                    : pad(String.format(Locale.ROOT, "%.2f (of %d)", geometricMean(values), values.size()), COLUMN_WIDTH));
        }
        out.println(line);
    }

    boolean hasFailures() {
        return failed;
    }

    static double geometricMean(List<Double> values) {
        double sum = 0;
        for (double value : values) {
            sum += Math.log(value);
        }
        return Math.exp(sum / values.size());
    }

    private String ratio(String column, Double ratio) {
        if (ratio == null) {
            return pad("-", COLUMN_WIDTH);
        }
        ratios.computeIfAbsent(column, key -> new ArrayList<>()).add(ratio);
        return pad(String.format(Locale.ROOT, "%.2f", ratio), COLUMN_WIDTH);
    }

    private static String number(double ms) {
        return String.format(Locale.ROOT, "%12.3f", ms);
    }

    /** Pads to the right for a negative width, to the left for a positive one. */
    private static String pad(String text, int width) {
        return String.format(Locale.ROOT, "%" + width + "s", text);
    }
}
