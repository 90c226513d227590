package dev.vespula.bench.report;

import dev.vespula.bench.result.Samples;
import java.util.ArrayList;
import java.util.List;

/**
 * A logarithmic scale between two positive values.
 *
 * @param low where it begins
 * @param high where it ends, above {@code low}
 */
record LogScale(double low, double high) {
    /** With fewer powers of ten than this, the numbers 2 and 5 between them get ticks too. */
    private static final int FEW_DECADES = 3;

    /** The scale that shows all these: from below the smallest, in a ratio of 1, 2 or 5 to a power of ten. */
    static LogScale covering(List<Samples> values) {
        double least = values.stream().mapToDouble(Samples::min).min().orElse(1);
        double most = values.stream().mapToDouble(Samples::max).max().orElse(10);
        double decade = Math.pow(10, Math.floor(Math.log10(least)));
        double low = decade;
        for (double step : new double[] {2, 5}) {
            // Half of the least value or less, so that no bar vanishes.
            if (decade * step <= least * 0.7) {
                low = decade * step;
            }
        }
        if (low > least * 0.7) {
            low = decade / 2;
        }
        return new LogScale(low, Math.max(most, low * 2));
    }

    /** Where a value is: 0 at the beginning, 1 at the end. Values outside are moved to the nearer end. */
    double place(double value) {
        double place = Math.log(value / low) / Math.log(high / low);
        return Math.max(0, Math.min(1, place));
    }

    /** Round numbers to mark, from the smallest. */
    List<Double> ticks() {
        double[] steps = Math.log10(high / low) < FEW_DECADES ? new double[] {1, 2, 5} : new double[] {1};
        List<Double> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
            for (double step : steps) {
                double tick = step * Math.pow(10, power);
                if (tick >= low * 0.999 && tick <= high * 1.001) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }
}
