package dev.vespula.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.testing.SharedFolder;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fuzzer for a short time, or as long as a system property says, from the same seed each time. */
class FuzzTest {
    private static final long FIRST_SEED = 1;

    static List<String> names() {
        return Fuzzers.all().stream().map(Fuzzer::name).toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void findsNothing(String name) throws Exception {
        findsNothing(Fuzzers.named(name));
    }

    /** The component model's own tests, changed. */
    @ParameterizedTest
    @ValueSource(strings = {"components", "component-runs"})
    void findsNothingInComponentsOfTheSuite(String name) throws Exception {
        Fuzzer fuzzer = Fuzzers.named(name);
        fuzzer.take(List.of(SharedFolder.path("conformance/component/official")));
        findsNothing(fuzzer);
    }

    private static void findsNothing(Fuzzer fuzzer) throws Exception {
        int faults = new Campaign(fuzzer, System.out, null).run(FIRST_SEED, Long.getLong(Campaign.SECONDS, 5), Long.MAX_VALUE);
        assertThat(faults).isZero();
    }
}
