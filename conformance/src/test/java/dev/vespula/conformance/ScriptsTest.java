package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Tier;
import dev.vespula.testing.SharedFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The official suite and the proposals' scripts: one test for each file, plain and with every charge paid on its own, in all
 * tiers; the build has lowered the thresholds of {@code AUTO}.
 */
class ScriptsTest {
    private static final List<RunOptions> WAYS = List.of(
            RunOptions.DEFAULT,
            new RunOptions(Tier.INTERPRETER, RunOptions.Fuel.REFUEL),
            new RunOptions(Tier.COMPILED, RunOptions.Fuel.REFUEL));
    private static final List<String> SETS = List.of("spec", "proposals", "custom", "legacy");

    @TestFactory
    Stream<DynamicNode> scripts() throws IOException {
        Path folder = SharedFolder.path("conformance");
        List<DynamicNode> sets = new ArrayList<>();
        for (String set : SETS) {
            for (Suite suite : Suites.in(folder.resolve(set))) {
                for (RunOptions way : WAYS) {
                    sets.add(DynamicContainer.dynamicContainer(suite.name() + ", " + way,
                            suite.cases().stream().map(script -> test(script, way))));
                }
            }
        }
        return sets.stream();
    }

    private static DynamicTest test(Suite.Case script, RunOptions way) {
        return DynamicTest.dynamicTest(script.name(), () -> {
            Report report = new Report();
            new Runner(way).run(script, report);
            assertThat(report.failures()).isEmpty();
        });
    }
}
