package dev.vespula.bench.result;

import java.util.Arrays;
import java.util.List;

/** Values of one quantity, one from each process that measured it, with what can be said about them. Immutable. */
public final class Samples {
    /** Turns the median distance from the median into a standard deviation, for values with a normal distribution. */
    private static final double NORMAL = 1.4826;
    /** What that estimate must be multiplied by for 2, 3, ... values, of which it makes too little (Croux and Rousseeuw). */
    private static final double[] FEW = {1.196, 1.495, 1.363, 1.206, 1.200, 1.140, 1.129, 1.107};
    /** Tukey's fences: further than this many interquartile ranges outside the quartiles is an outlier. */
    private static final double FENCE = 1.5;
    /** Quartiles of fewer values say nothing. */
    private static final int ENOUGH_FOR_OUTLIERS = 5;

    private final double[] sorted;

    private Samples(double[] sorted) {
        this.sorted = sorted;
    }

    /**
     * Of these values.
     *
     * @throws IllegalArgumentException if there are none, or one is not a positive finite number
     */
    public static Samples of(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        for (double value : sorted) {
            if (!(value > 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException("not a positive number: " + value);
            }
        }
        return new Samples(sorted);
    }

    /** How many there are. */
    public int count() {
        return sorted.length;
    }

    /** The smallest. */
    public double min() {
        return sorted[0];
    }

    /** The largest. */
    public double max() {
        return sorted[sorted.length - 1];
    }

    /** The middle one, or the mean of the two in the middle. */
    public double median() {
        return median(sorted);
    }

    /**
     * A robust estimate of the standard deviation of the values' logarithms, which is that of their relative error; 0 for
     * a single value.
     */
    public double relativeDeviation() {
        double center = Math.log(median());
        double[] distances = new double[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            distances[i] = Math.abs(Math.log(sorted[i]) - center);
        }
        Arrays.sort(distances);
        return correction(sorted.length) * NORMAL * median(distances);
    }

    private static double correction(int count) {
        return count < 2 ? 1 : count - 2 < FEW.length ? FEW[count - 2] : count / (count - 0.8);
    }

    /** The distance from the smallest to the largest relative to the median. */
    public double relativeRange() {
        return (max() - min()) / median();
    }

    /** Values outside Tukey's fences; none of fewer than five. */
    public List<Double> outliers() {
        if (sorted.length < ENOUGH_FOR_OUTLIERS) {
            return List.of();
        }
        double low = quantile(0.25);
        double high = quantile(0.75);
        double reach = FENCE * (high - low);
        return Arrays.stream(sorted).filter(value -> value < low - reach || value > high + reach).boxed().toList();
    }

    /** Whether no value of one is within the range of the other. */
    public boolean isApartFrom(Samples other) {
        return max() < other.min() || other.max() < min();
    }

    private double quantile(double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    private static double median(double[] ascending) {
        int middle = ascending.length / 2;
        return ascending.length % 2 == 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2;
    }
}
