package dev.vespula.bench.report;

import dev.vespula.bench.result.Measurement;
import java.util.Locale;

/** How values are written for readers. */
final class Units {
    private static final double KIBI = 1024;
    private static final double MEBI = KIBI * KIBI;

    private Units() {}

    /** Milliseconds where the unit stands elsewhere. */
    static String number(double ms) {
        return ms < Measurement.LEAST_MS ? "< " + Measurement.LEAST_MS : BarChart.digits(ms);
    }

    /** A value with its unit, the larger unit of the same kind where that reads better. */
    static String write(double value, String unit) {
        if (unit.equals("ms") && value < Measurement.LEAST_MS || unit.equals("ns") && value < Measurement.LEAST_NS) {
            return "< " + BarChart.digits(unit.equals("ms") ? Measurement.LEAST_MS : Measurement.LEAST_NS) + " " + unit;
        }
        return switch (unit) {
            case "bytes" -> value < KIBI ? BarChart.digits(value) + " B"
                    : value < MEBI ? BarChart.digits(value / KIBI) + " KiB" : BarChart.digits(value / MEBI) + " MiB";
            case "us" -> value < 1e3 ? BarChart.digits(value) + " µs" : BarChart.digits(value / 1e3) + " ms";
            case "ns" -> value < 1e4 ? BarChart.digits(value) + " ns" : BarChart.digits(value / 1e3) + " µs";
            case "ms" -> value < 1e4 ? BarChart.digits(value) + " ms" : BarChart.digits(value / 1e3) + " s";
            case "times" -> BarChart.digits(value) + "x";
            default -> String.format(Locale.ROOT, "%s %s", BarChart.digits(value), unit);
        };
    }
}
