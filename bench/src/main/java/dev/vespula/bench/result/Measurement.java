package dev.vespula.bench.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What one engine did in one case of a suite. Less is better in all of them.
 *
 * @param suite the suite
 * @param name the case
 * @param engine the engine
 * @param unit what the values count: "ms", "us", "ns" or "bytes"
 * @param samples one value from each process that measured it; empty if the case failed
 * @param problem why there are no values (a wrong check value, an exception, no time left), or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Measurement(String suite, String name, String engine, String unit, List<Double> samples, String problem) {
    /** A call of the shortest case does thousands of instructions. */
    public static final double LEAST_MS = 0.001;
    /** A third of a cycle. */
    public static final double LEAST_NS = 0.1;

    /** Lists that cannot be changed. */
    public Measurement {
        samples = samples == null ? List.of() : List.copyOf(samples);
    }

    /** What identifies it in a file. */
    public Key key() {
        return new Key(suite, name, engine);
    }

    /** Whether it takes so little time that the work itself cannot have been done. */
    @JsonIgnore
    public boolean isVanishing() {
        return switch (unit) {
            case "ms" -> values().median() < LEAST_MS;
            case "ns" -> values().median() < LEAST_NS;
            default -> false;
        };
    }

    /**
     * The values with their statistics.
     *
     * @throws IllegalArgumentException if the case failed
     */
    public Samples values() {
        return Samples.of(samples);
    }

    /**
     * What identifies a measurement.
     *
     * @param suite the suite
     * @param name the case
     * @param engine the engine
     */
    public record Key(String suite, String name, String engine) {
        @Override
        public String toString() {
            return suite + " / " + name + " / " + engine;
        }
    }
}
