package dev.vespula.bench.result;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run of the benchmarks found, as it is written to a file of JSON.
 *
 * @param format the version of the form, {@link #FORMAT}
 * @param machine where it was measured
 * @param settings how: the kind of run, seconds of warm-up and measurement, processes
 * @param engines the versions of the engines; those that could not be measured have the reason instead
 * @param measurements the figures, in the order in which they were first measured
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ResultFile(int format, Machine machine, Map<String, String> settings, Map<String, String> engines,
        List<Measurement> measurements) {
    /** The form that this class reads and writes. */
    public static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Collections that cannot be changed, maps in the order of their keys. */
    public ResultFile {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        engines = Collections.unmodifiableMap(new TreeMap<>(engines));
        measurements = List.copyOf(measurements);
    }

    /**
     * Reads one.
     *
     * @throws IOException if it cannot be read, is not of this form, or two measurements in it have the same key
     */
    public static ResultFile read(Path file) throws IOException {
        ResultFile results;
        try {
            results = JSON.readValue(Files.readString(file), ResultFile.class);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is not a file of results: " + e.getOriginalMessage(), e);
        } catch (RuntimeException e) {
            throw new IOException(file + " is not a file of results", e);
        }
        if (results.format() != FORMAT) {
            throw new IOException(file + " has format " + results.format() + "; this version reads " + FORMAT);
        }
        LinkedHashSet<Measurement.Key> keys = new LinkedHashSet<>();
        for (Measurement one : results.measurements()) {
            if (!keys.add(one.key())) {
                throw new IOException(file + " has two measurements of " + one.key());
            }
        }
        return results;
    }

    /** Writes it, with one value a line, so that versions can be compared as text. */
    public void write(Path file) throws IOException {
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        Files.writeString(file, JSON.writeValueAsString(this) + "\n");
    }

    /** The measurement of an engine in a case, if it has values. */
    public Optional<Samples> samples(String suite, String name, String engine) {
        return measurements.stream()
                .filter(one -> one.key().equals(new Measurement.Key(suite, name, engine)) && !one.samples().isEmpty())
                .findFirst()
                .map(Measurement::values);
    }

    /** The cases of a suite, in order. */
    public List<String> cases(String suite) {
        return measurements.stream().filter(one -> one.suite().equals(suite)).map(Measurement::name).distinct().toList();
    }

    /** The engines with values in a suite, in order. */
    public List<String> engines(String suite) {
        return measurements.stream()
                .filter(one -> one.suite().equals(suite) && !one.samples().isEmpty())
                .map(Measurement::engine)
                .distinct()
                .toList();
    }

    /** What did not work in a suite. */
    public List<Measurement> problems(String suite) {
        return measurements.stream().filter(one -> one.suite().equals(suite) && one.problem() != null).toList();
    }

    /**
     * How often the one takes the time (or space) of the other, over the cases of a suite that both have. Cases in which
     * one of them takes next to no time are left out: there a JIT compiler has removed the work, and a ratio of thousands
     * would say little and outweigh all others.
     */
    public Optional<GeometricMean> ratio(String suite, String engine, String base) {
        return ratio(samples(suite, engine), samples(suite, base));
    }

    /** How often an engine takes in one suite what it takes in another, over the cases of the same name that both have. */
    public Optional<GeometricMean> ratioAcross(String suite, String base, String engine) {
        return ratio(samples(suite, engine), samples(base, engine));
    }

    /** How often an engine takes, in another run, what it takes in this one, over the cases that both have. */
    public Optional<GeometricMean> ratioTo(ResultFile other, String suite, String engine) {
        return ratio(other.samples(suite, engine), samples(suite, engine));
    }

    private Map<String, Measurement> samples(String suite, String engine) {
        Map<String, Measurement> ofEngine = new LinkedHashMap<>();
        for (Measurement one : measurements) {
            if (one.suite().equals(suite) && one.engine().equals(engine) && !one.samples().isEmpty()) {
                ofEngine.put(one.name(), one);
            }
        }
        return ofEngine;
    }

    /** The same for one case. */
    public Optional<Double> ratioOf(String suite, String name, String engine, String base) {
        Measurement mine = samples(suite, engine).get(name);
        Measurement theirs = samples(suite, base).get(name);
        return mine == null || theirs == null || mine.isVanishing() || theirs.isVanishing() ? Optional.empty()
                : Optional.of(mine.values().median() / theirs.values().median());
    }

    private static Optional<GeometricMean> ratio(Map<String, Measurement> mine, Map<String, Measurement> base) {
        List<Double> ratios = new ArrayList<>();
        mine.forEach((name, one) -> {
            Measurement theirs = base.get(name);
            if (theirs != null && !one.isVanishing() && !theirs.isVanishing()) {
                ratios.add(one.values().median() / theirs.values().median());
            }
        });
        return ratios.isEmpty() ? Optional.empty() : Optional.of(GeometricMean.of(ratios));
    }

    /**
     * What the values of a case count.
     *
     * @throws IllegalArgumentException if there is no such case
     */
    public String unit(String suite, String name) {
        return measurements.stream().filter(one -> one.suite().equals(suite) && one.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no case " + name + " in " + suite)).unit();
    }
}
