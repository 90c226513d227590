package dev.vespula.bench.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects values while they are measured. For one thread. */
public final class Recorder {
    private final Map<Measurement.Key, Entry> entries = new LinkedHashMap<>();

    private static final class Entry {
        final String unit;
        final List<Double> samples = new ArrayList<>();
        String problem;

        Entry(String unit) {
            this.unit = unit;
        }
    }

    /**
     * Adds a value.
     *
     * @throws IllegalArgumentException if the same quantity was counted in another unit before
     */
    public void add(String suite, String name, String engine, String unit, double value) {
        Entry entry = entry(suite, name, engine, unit);
        if (!entry.unit.equals(unit)) {
            throw new IllegalArgumentException(name + " was in " + entry.unit + ", now in " + unit);
        }
        entry.samples.add(value);
    }

    /** Notes that a case failed. One failure spoils the case: its values are dropped. */
    public void fail(String suite, String name, String engine, String unit, String problem) {
        entry(suite, name, engine, unit).problem = problem;
    }

    /** Whether a case has failed. */
    public boolean hasFailed(String suite, String name, String engine) {
        Entry entry = entries.get(new Measurement.Key(suite, name, engine));
        return entry != null && entry.problem != null;
    }

    /** What was collected so far. */
    public List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>();
        entries.forEach((key, entry) -> all.add(new Measurement(key.suite(), key.name(), key.engine(), entry.unit,
                entry.problem == null ? entry.samples : List.of(), entry.problem)));
        return all;
    }

    private Entry entry(String suite, String name, String engine, String unit) {
        return entries.computeIfAbsent(new Measurement.Key(suite, name, engine), key -> new Entry(unit));
    }
}
