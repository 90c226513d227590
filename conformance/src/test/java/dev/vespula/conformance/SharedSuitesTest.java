package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Tier;
import dev.vespula.testing.SharedFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every shared suite as {@code ./conformance/run} does: one test for each suite and way of running it. The build has
 * lowered the thresholds of the compiled tier, so that {@code AUTO} runs frames of both kinds.
 */
class SharedSuitesTest {
    private static final RunOptions AHEAD =
            new RunOptions(Tier.COMPILED, RunOptions.Fuel.REFUEL, RunOptions.Code.AHEAD, RunOptions.Call.TYPED);
    private static final List<RunOptions> WAYS = Stress.choose(List.of(RunOptions.DEFAULT,
            new RunOptions(Tier.AUTO, RunOptions.Fuel.REFUEL), new RunOptions(Tier.INTERPRETER, RunOptions.Fuel.ON), AHEAD),
            List.of(
                    RunOptions.DEFAULT,
                    new RunOptions(Tier.AUTO, RunOptions.Fuel.REFUEL),
                    new RunOptions(Tier.INTERPRETER, RunOptions.Fuel.ON),
                    new RunOptions(Tier.INTERPRETER, RunOptions.Fuel.REFUEL),
                    new RunOptions(Tier.COMPILED, RunOptions.Fuel.OFF),
                    new RunOptions(Tier.COMPILED, RunOptions.Fuel.ON),
                    new RunOptions(Tier.COMPILED, RunOptions.Fuel.REFUEL),
                    AHEAD));

    @TestFactory
    Stream<DynamicTest> sharedSuites() throws IOException {
        Path folder = SharedFolder.path("conformance");
        // Scripts have a test for each file: ScriptsTest. What is not executed yet has nothing that passes.
        List<Suite> suites = Suites.in(folder).stream().filter(suite -> !(suite instanceof ScriptSuite
                || suite instanceof LaterSuite)).toList();
        return WAYS.stream().flatMap(way -> suites.stream()
                .filter(suite -> suite instanceof BankSuite || way.equals(RunOptions.DEFAULT))
                .map(suite -> DynamicTest.dynamicTest(suite.name() + ", " + way, () -> check(suite, way))));
    }

    private static void check(Suite suite, RunOptions way) throws IOException {
        Report report = new Runner(way).run(List.of(suite));
        assertThat(report.failures()).isEmpty();
        assertThat(report.passed()).isPositive();
    }
}
