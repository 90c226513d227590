package dev.vespula.bench;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;

/** Whether there is a node that can run programs and tell their times. */
final class ProgramsInNode {
    private ProgramsInNode() {}

    /** Skips the test if there is none. */
    static void assume() throws IOException {
        assumeThat(V8.isPresent()).as("a node on PATH or where VESPULA_NODE says").isTrue();
        assumeThat(V8.hasThreadClock()).as("a node that knows the time of threads").isTrue();
    }
}
