package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Tier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random programs with continuations do the same in all tiers, and wherever they are interrupted, saved and continued. */
class RandomContinuationsTest {
    private static final int PROGRAMS = Stress.choose(150, 2_000);
    private static final int[] STEPS = {1, 5, 23};
    private static final List<Tier> ALL_TIERS = List.of(Tier.COMPILED, Tier.INTERPRETER, Tier.AUTO, Tier.COMPILED,
            Tier.COMPILED);

    @Test
    void randomProgramsDoTheSameEverywhere() {
        int returned = 0;
        for (int seed = 0; seed < PROGRAMS; seed++) {
            byte[] program = RandomContinuations.program(seed);
            List<BankCase.Call> calls = List.of(call(seed), call(seed + 7));
            String expected = new MovingRun(program, Integer.MAX_VALUE, 0, List.of(Tier.INTERPRETER)).run(calls);
            returned += expected.contains("[i32:") ? 1 : 0;
            assertThat(new MovingRun(program, Integer.MAX_VALUE, 0, List.of(Tier.COMPILED)).run(calls)).as("program %s", seed)
                    .isEqualTo(expected);
            assertThat(new MovingRun(program, STEPS[seed % STEPS.length], 15, ALL_TIERS).run(calls)).as("program %s, moved",
                    seed)
                    .isEqualTo(expected);
        }
        // Not all of them trap at once.
        assertThat(returned).isGreaterThan(PROGRAMS / 3);
    }

    private static BankCase.Call call(int argument) {
        return new BankCase.Call("run", List.of("i32:" + argument), null, null, 0);
    }
}
