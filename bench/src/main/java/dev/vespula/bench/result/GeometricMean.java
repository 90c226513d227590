package dev.vespula.bench.result;

import java.util.Collection;

/**
 * The geometric mean of ratios.
 *
 * @param value the mean
 * @param count of how many ratios
 */
public record GeometricMean(double value, int count) {
    /**
     * Of these ratios.
     *
     * @throws IllegalArgumentException if there are none, or one is not positive
     */
    public static GeometricMean of(Collection<Double> ratios) {
        if (ratios.isEmpty()) {
            throw new IllegalArgumentException("no ratios");
        }
        double sum = 0;
        for (double ratio : ratios) {
            if (!(ratio > 0)) {
                throw new IllegalArgumentException("not a positive ratio: " + ratio);
            }
            sum += Math.log(ratio);
        }
        return new GeometricMean(Math.exp(sum / ratios.size()), ratios.size());
    }
}
