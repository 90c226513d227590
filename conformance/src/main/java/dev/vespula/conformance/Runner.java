package dev.vespula.conformance;

import java.io.IOException;
import java.util.List;

/** Runs the cases of suites one after the other. */
final class Runner {
    private final RunOptions options;

    Runner(RunOptions options) {
        this.options = options;
    }

    Report run(List<Suite> suites) throws IOException {
        Report report = new Report();
        for (Suite suite : suites) {
            for (Suite.Case one : suite.cases()) {
                run(one, report);
            }
        }
        return report;
    }

    /** Runs one case; whatever it throws is a failure of that case. */
    void run(Suite.Case one, Report report) {
        try {
            one.run(options, report);
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            report.fail(one.name(), "unexpected " + e);
        }
    }
}
