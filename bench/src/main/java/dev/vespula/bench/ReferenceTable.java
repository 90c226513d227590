package dev.vespula.bench;

import dev.vespula.bench.result.GeometricMean;
import dev.vespula.bench.result.ResultFile;
import dev.vespula.bench.result.Samples;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Prints what one engine reached in the execution cases, with the ratio to each column of times of native engines that
 * come with the cases. Those were taken elsewhere: compare ratios between runs on one machine.
 */
final class ReferenceTable {
    private static final int NAME_WIDTH = 20;
    private static final int COLUMN_WIDTH = 15;

    private final CaseFile cases;
    private final PrintStream out;

    ReferenceTable(CaseFile cases, PrintStream out) {
        this.cases = cases;
        this.out = out;
    }

    void print(ResultFile results, String engine) {
        Set<String> references = new LinkedHashSet<>();
        cases.all().forEach(one -> references.addAll(one.referenceMs().keySet()));
        StringBuilder header = new StringBuilder(pad(engine, -NAME_WIDTH)).append(pad("median ms", 12)).append(pad("first ms",
                12));
        references.forEach(reference -> header.append(pad("x " + reference, COLUMN_WIDTH)));
        out.println(header);
        Map<String, List<Double>> ratios = new LinkedHashMap<>();
        for (ExecutionCase one : cases.all()) {
            results.samples(ExecutionSuite.NAME, one.name(), engine).ifPresent(samples -> {
                StringBuilder line = new StringBuilder(pad(one.name(), -NAME_WIDTH)).append(number(samples.median()))
                        .append(results.samples(ExecutionSuite.FIRST, one.name(), engine).map(Samples::median)
                                .map(ReferenceTable::number).orElse(pad("-", 12)));
                for (String reference : references) {
                    Double base = one.referenceMs().get(reference);
                    if (base != null) {
                        ratios.computeIfAbsent(reference, key -> new ArrayList<>()).add(samples.median() / base);
                    }
                    line.append(pad(base == null ? "-" : String.format(Locale.ROOT, "%.2f", samples.median() / base),
                            COLUMN_WIDTH));
                }
                out.println(line);
            });
        }
        StringBuilder footer = new StringBuilder(pad("geometric mean", -NAME_WIDTH)).append(" ".repeat(24));
        for (String reference : references) {
            if (ratios.containsKey(reference)) {
                GeometricMean mean = GeometricMean.of(ratios.get(reference));
                footer.append(pad(String.format(Locale.ROOT, "%.2f (of %d)", mean.value(), mean.count()), COLUMN_WIDTH));
            }
        }
        out.println(footer);
    }

    private static String number(double ms) {
        return String.format(Locale.ROOT, "%12.3f", ms);
    }

    /** Pads to the right for a negative width, to the left for a positive one. */
    private static String pad(String text, int width) {
        return String.format(Locale.ROOT, "%" + width + "s", text);
    }
}
