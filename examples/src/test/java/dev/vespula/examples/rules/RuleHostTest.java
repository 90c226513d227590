package dev.vespula.examples.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.LinkException;
import dev.vespula.StoreLimits;
import dev.vespula.examples.rules.RuleHost.Answer;
import dev.vespula.testing.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RuleHostTest {
    private static final StoreLimits BYTES = StoreLimits.unlimited().withTotalBytes(1 << 20).withTrapOnGrowFailure();
    private static final StoreLimits LIMITS = BYTES.withFuel(1_000_000).withTimeout(Duration.ofMinutes(1));

    private static RuleHost host(StoreLimits limits, String... rules) throws IOException {
        RuleHost host = new RuleHost(limits, customer -> customer);
        for (String rule : rules) {
            host.add(Path.of("rules", rule));
        }
        return host;
    }

    /** More than once: what a rule did before makes no difference. */
    @Test
    void theHostSurvivesAndSaysWhichFailedWhy() throws IOException {
        RuleHost host = host(LIMITS, "loyalty.wat", "endless.wat", "greedy.wat", "huge.wat", "faulty.wat");
        for (int customer = 0; customer < 20; customer++) {
            assertThat(host.ask(customer, 5000)).containsOnlyKeys("loyalty.wat", "endless.wat", "greedy.wat", "huge.wat",
                    "faulty.wat")
                    .containsEntry("loyalty.wat", new Answer(50 * Math.min(customer, 10), null))
                    .containsEntry("endless.wat", new Answer(0, "too much work"))
                    .containsEntry("greedy.wat", new Answer(0, "too much memory"))
                    .containsEntry("huge.wat", new Answer(0, "too much memory"))
                    .containsEntry("faulty.wat", new Answer(0, "failed: wasm trap: integer divide by zero"));
        }
    }

    @Test
    void aRuleThatMayWorkMuchIsStoppedByTheClock() throws IOException {
        RuleHost host = host(BYTES.withFuel(Long.MAX_VALUE).withTimeout(Duration.ofMillis(50)), "endless.wat");
        assertThat(host.ask(1, 100)).containsEntry("endless.wat", new Answer(0, "too slow"));
    }

    @Test
    void aRuleThatWantsMoreThanThereIsIsRefused() {
        assertThatThrownBy(() -> host(LIMITS, "curious.wat")).isInstanceOf(LinkException.class).hasMessageContaining(
                "password");
    }

    @Test
    void theProgramPrintsALineForEachRule() throws Exception {
        assertThat(Output.of(() -> RuleHost.main(new String[] {"rules", "7", "5000"}))).hasLineCount(6)
                .contains("curious.wat refused: ", "loyalty.wat: 350 cents\n", "greedy.wat: too much memory\n");
    }
}
