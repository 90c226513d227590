package dev.vespula.bench;

import java.util.List;

/** The suites, in the order in which they are measured and reported. */
final class Suites {
    static final List<Suite> ALL = List.of(ExecutionSuite.execution(), ExecutionSuite.fuel(), new StartSuite());

    private Suites() {
    }
}
