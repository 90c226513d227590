package dev.vespula.conformance;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The outcome of a run: what passed, what failed and why, what was skipped for which feature. */
public final class Report {
    private final List<String> failures = new ArrayList<>();
    private final Map<String, Integer> skippedByFeature = new TreeMap<>();
    private int passed;
    private int skipped;

    void pass() {
        passed++;
    }

    /** Notes a failed case: its name, then what was expected and what was seen. */
    void fail(String name, String explanation) {
        failures.add(name + ": " + explanation);
    }

    /** Notes a case that needs a feature the engine does not execute yet. */
    void skip(String feature) {
        skipped++;
        skippedByFeature.merge(feature, 1, Integer::sum);
    }

    void add(Report other) {
        passed += other.passed;
        skipped += other.skipped;
        failures.addAll(other.failures);
        other.skippedByFeature.forEach((feature, count) -> skippedByFeature.merge(feature, count, Integer::sum));
    }

    public int passed() {
        return passed;
    }

    public int skipped() {
        return skipped;
    }

    /** One line for each failed case. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** How many cases were skipped for which feature. */
    public Map<String, Integer> skippedByFeature() {
        return Map.copyOf(skippedByFeature);
    }

    /** Prints failures, reasons for skipping, and the closing line {@code N passed, N failed, N skipped}. */
    void print(PrintStream out) {
        for (String failure : failures) {
            out.println("FAIL " + failure);
        }
        skippedByFeature.forEach((feature, count) -> out.println("skipped " + count + ": " + feature));
        out.println(passed + " passed, " + failures.size() + " failed, " + skipped + " skipped");
    }
}
