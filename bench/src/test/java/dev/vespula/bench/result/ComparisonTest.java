package dev.vespula.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The statistics of comparisons, on results that are made up: noise of a known size with changes of a known size in it. */
class ComparisonTest {
    private static final int CASES = 200;
    private static final int ROUNDS = 3;
    private static final double NOISE = 0.02;

    private static ResultFile of(List<Measurement> measurements) {
        return new ResultFile(ResultFile.FORMAT, new Machine("", 2, 0, "", "", ""), Map.of(), Map.of(), measurements);
    }

    private static Measurement ms(String name, Double... samples) {
        return new Measurement("execution", name, "one", "ms", List.of(samples), null);
    }

    /** A run in which every case takes its time, times a factor, times noise that is normal in its logarithm. */
    private static ResultFile run(long seed, int rounds, double factorOfSome, String... some) {
        Random random = new Random(seed);
        List<Measurement> all = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            String name = "case " + i;
            double time = (i + 1) * (List.of(some).contains(name) ? factorOfSome : 1);
            Double[] samples = new Double[rounds];
            for (int round = 0; round < rounds; round++) {
                samples[round] = time * Math.exp(NOISE * random.nextGaussian());
            }
            all.add(ms(name, samples));
        }
        return of(all);
    }

    @Test
    void equalBuildsShowNoChange() {
        for (int seed = 0; seed < 20; seed++) {
            Comparison comparison = Comparison.of(run(2 * seed, ROUNDS, 1), run(2 * seed + 1, ROUNDS, 1));
            assertThat(comparison.changes()).as("seed %d", seed).isEmpty();
            assertThat(comparison.compared()).isEqualTo(CASES);
            assertThat(comparison.means().get("execution / one").value()).isCloseTo(1, within(0.01));
        }
    }

    @Test
    void singleValuesAreTrustedLess() {
        assertThat(Comparison.of(run(1, 1, 1), run(2, 1, 1)).changes()).isEmpty();
        assertThat(Comparison.of(run(1, 1, 1), run(2, 1, 1.3, "case 7")).changes()).as("within what one value may be off")
                .isEmpty();
        assertThat(Comparison.of(run(1, 1, 1), run(2, 1, 2, "case 7")).changes()).hasSize(1);
    }

    @Test
    void changesBeyondTheNoiseAreFoundAndNothingElse() {
        for (int seed = 0; seed < 20; seed++) {
            Comparison comparison = Comparison.of(run(2 * seed, ROUNDS, 1), run(2 * seed + 1, ROUNDS, 1.5, "case 3",
                    "case 150"));
            assertThat(comparison.changes()).as("seed %d", seed).extracting(change -> change.key().name())
                    .containsExactly("case 3", "case 150");
            assertThat(comparison.changes()).allMatch(Comparison.Change::isWorse);
        }
    }

    @Test
    void improvementsAreFoundToo() {
        Comparison comparison = Comparison.of(run(1, ROUNDS, 1), run(2, ROUNDS, 0.6, "case 42"));
        assertThat(comparison.changes()).singleElement().satisfies(change -> {
            assertThat(change.isWorse()).isFalse();
            assertThat(change.ratio()).isCloseTo(0.6, within(0.05));
        });
    }

    @Test
    void aCaseThatIsUnsteadyItselfNeedsALargerChange() {
        List<Measurement> steady = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            steady.add(ms("steady " + i, 100.0, 101.0, 102.0));
        }
        List<Measurement> before = new ArrayList<>(steady);
        before.add(ms("unsteady", 100.0, 115.0, 130.0));
        before.add(ms("calm", 100.0, 101.0, 102.0));
        List<Measurement> after = new ArrayList<>(steady);
        after.add(ms("unsteady", 135.0, 150.0, 175.0));
        after.add(ms("calm", 135.0, 136.0, 137.0));
        assertThat(Comparison.of(of(before), of(after)).changes()).extracting(change -> change.key().name())
                .containsExactly("calm");
    }

    @Test
    void valuesThatAgreeByChanceDoNotMakeACaseSensitive() {
        // Three equal values look like no noise at all; its neighbours show how much there is.
        List<Measurement> before = new ArrayList<>(List.of(ms("lucky", 100.0, 100.0, 100.0)));
        List<Measurement> after = new ArrayList<>(List.of(ms("lucky", 106.0, 106.0, 106.0)));
        for (int i = 0; i < 9; i++) {
            before.add(ms("other " + i, 95.0, 100.0, 105.0));
            after.add(ms("other " + i, 95.0, 100.0, 105.0));
        }
        assertThat(Comparison.of(of(before), of(after)).changes()).isEmpty();
    }

    @Test
    void casesThatAreGoneAreNamedAndNewOnesIgnored() {
        ResultFile before = of(List.of(ms("both", 1.0), ms("gone", 1.0), ms("failed", 1.0)));
        ResultFile after = of(List.of(ms("both", 1.0), ms("new", 1.0),
                new Measurement("execution", "failed", "one", "ms", List.of(), "an exception")));
        Comparison comparison = Comparison.of(before, after);
        assertThat(comparison.missing()).extracting(Measurement.Key::name).containsExactly("gone", "failed");
        assertThat(comparison.compared()).isEqualTo(1);
        assertThat(comparison.changes()).isEmpty();
    }
}
