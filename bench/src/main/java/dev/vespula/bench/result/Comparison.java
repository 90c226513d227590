package dev.vespula.bench.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two runs beside each other: which cases changed by more than chance explains.
 *
 * <p>A case changed when all of this holds: the values of one run lie apart from those of the other; the ratio of the
 * medians is further from 1 than {@link #LEAST}; and its logarithm is larger than {@link #SIGMAS} standard deviations. The
 * deviation is the larger of what the case itself shows and what is usual among the cases of the same suite and engine,
 * because the spread of three values is often small by chance. Where each process gave one value only, nothing is known
 * about the spread, and {@link #BLIND} is taken for it.
 */
public final class Comparison {
    /** Smaller changes are never reported. */
    static final double LEAST = 0.03;
    /** With hundreds of cases compared, fewer would report a change in equal builds again and again. */
    static final double SIGMAS = 4;
    /** The relative deviation that no measurement on a shared machine goes below. */
    private static final double FLOOR = 0.01;
    /** The relative deviation assumed for a single value. */
    static final double BLIND = 0.08;

    private final List<Change> changes;
    private final int compared;
    private final List<Measurement.Key> missing;
    private final Map<String, GeometricMean> means;

    private Comparison(List<Change> changes, int compared, List<Measurement.Key> missing, Map<String, GeometricMean> means) {
        this.changes = changes;
        this.compared = compared;
        this.missing = missing;
        this.means = means;
    }

    /**
     * A case that changed.
     *
     * @param key which
     * @param unit what its values count
     * @param before the values of the old run
     * @param after the values of the new run
     */
    public record Change(Measurement.Key key, String unit, Samples before, Samples after) {
        /** The new median divided by the old one; above 1 is slower or larger. */
        public double ratio() {
            return after.median() / before.median();
        }

        /** Whether the new run is worse. */
        public boolean isWorse() {
            return ratio() > 1;
        }
    }

    /** Compares a new run with an old one. */
    public static Comparison of(ResultFile before, ResultFile after) {
        Map<Measurement.Key, Measurement> old = new HashMap<>();
        before.measurements().stream().filter(one -> !one.samples().isEmpty()).forEach(one -> old.put(one.key(), one));
        Map<String, Double> usualBefore = usualDeviations(before);
        Map<String, Double> usualAfter = usualDeviations(after);
        List<Change> changes = new ArrayList<>();
        Map<String, List<Double>> ratios = new LinkedHashMap<>();
        int compared = 0;
        for (Measurement one : after.measurements()) {
            Measurement match = one.samples().isEmpty() ? null : old.remove(one.key());
            if (match == null) {
                continue;
            }
            compared++;
            Change change = new Change(one.key(), one.unit(), match.values(), one.values());
            ratios.computeIfAbsent(group(one), key -> new ArrayList<>()).add(change.ratio());
            double noise = Math.hypot(deviation(change.before(), usualBefore.get(group(one))),
                    deviation(change.after(), usualAfter.get(group(one))));
            double distance = Math.abs(Math.log(change.ratio()));
            if (change.before().isApartFrom(change.after()) && distance > Math.log1p(LEAST) && distance > SIGMAS * noise) {
                changes.add(change);
            }
        }
        Map<String, GeometricMean> means = new LinkedHashMap<>();
        ratios.forEach((group, values) -> means.put(group, GeometricMean.of(values)));
        List<Measurement.Key> missing = before.measurements().stream().map(Measurement::key).filter(old::containsKey).toList();
        return new Comparison(List.copyOf(changes), compared, missing, means);
    }

    private static String group(Measurement one) {
        return one.suite() + " / " + one.engine();
    }

    /** The median deviation of the cases of a suite and engine that have several values. */
    private static Map<String, Double> usualDeviations(ResultFile file) {
        Map<String, List<Double>> deviations = new HashMap<>();
        for (Measurement one : file.measurements()) {
            if (one.samples().size() > 1) {
                deviations.computeIfAbsent(group(one), key -> new ArrayList<>())
                        .add(Math.max(FLOOR, one.values().relativeDeviation()));
            }
        }
        Map<String, Double> usual = new HashMap<>();
        deviations.forEach((group, values) -> usual.put(group, Samples.of(values).median()));
        return usual;
    }

    private static double deviation(Samples samples, Double usual) {
        if (samples.count() == 1) {
            return BLIND;
        }
        return Math.max(Optional.ofNullable(usual).orElse(FLOOR), samples.relativeDeviation());
    }

    /** The cases that changed. */
    public List<Change> changes() {
        return changes;
    }

    /** How many cases both runs have. */
    public int compared() {
        return compared;
    }

    /** The cases with values in the old run that have none in the new one. */
    public List<Measurement.Key> missing() {
        return missing;
    }

    /** The geometric mean of new to old for each suite and engine, in the order of the new run. */
    public Map<String, GeometricMean> means() {
        return means;
    }
}
