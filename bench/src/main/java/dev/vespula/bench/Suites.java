package dev.vespula.bench;

import java.util.List;

/** The suites, in the order in which they are measured and reported. */
final class Suites {
    static final List<Suite> ALL = List.of(new ReplaySuite(), new WarmSuite(), new SecondSuite(), ExecutionSuite.execution(),
            ExecutionSuite.fuel(), new StartSuite(),
            new MemorySuite(), new CallSuite(), new OperationSuite(), new ScalingSuite(), new CorpusSuite());

    private Suites() {}
}
