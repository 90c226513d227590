package dev.vespula.text.script;

import dev.vespula.internal.names.PrintableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of each directive of one script or of several. Not thread-safe. */
public final class ScriptReport {
    private final List<Failure> failures = new ArrayList<>();
    private final Map<String, Integer> skipped = new TreeMap<>();
    private int passed;
    private int skippedCount;

    /**
     * A directive that did not do what it should.
     *
     * @param message what was expected and what was got
     */
    public record Failure(String script, int line, String directive, String message) {

        /** {@code file:line: directive: message}. */
        @Override
        public String toString() {
            return PrintableName.escaped(script) + ":" + line + ": " + directive + ": " + message;
        }
    }

    void pass() {
        passed++;
    }

    void fail(String script, Directive directive, String message) {
        fail(script, directive.line(), directive.keyword(), message);
    }

    void fail(String script, int line, String keyword, String message) {
        failures.add(new Failure(script, line, keyword, PrintableName.lines(message)));
    }

    void skip(String reason) {
        skippedCount++;
        skipped.merge(reason, 1, Integer::sum);
    }

    /** Adds what another report has. */
    public void add(ScriptReport other) {
        passed += other.passed;
        skippedCount += other.skippedCount;
        failures.addAll(other.failures);
        other.skipped.forEach((reason, count) -> skipped.merge(reason, count, Integer::sum));
    }

    public int passed() {
        return passed;
    }

    public List<Failure> failures() {
        return Collections.unmodifiableList(failures);
    }

    public int skipped() {
        return skippedCount;
    }

    /** How many directives were skipped for which reason. */
    public Map<String, Integer> skippedByReason() {
        return Collections.unmodifiableMap(skipped);
    }

    /** {@code N passed, N failed, N skipped}. */
    public String summary() {
        return passed + " passed, " + failures.size() + " failed, " + skippedCount + " skipped";
    }
}
