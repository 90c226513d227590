package dev.vespula.compiler.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.compiler.ahead.CodeOf;
import dev.vespula.internal.policy.TierPolicy;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.text.Wat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeatPolicyTest {
    private static final int SMALL = 0;
    private static final int LARGE = 1;
    private static final int CALLER = 2;

    private final ModuleCode module = run();

    /** A module whose functions have all run once, in the interpreter. */
    private static ModuleCode run() {
        String large = "(drop (i32.div_u (i32.const 7) (i32.load8_u (local.get 0))))".repeat(100);
        Engine engine = Engine.of(new Config().withTier(Tier.INTERPRETER));
        Module module = Module.of(engine, Wat.parse("(module (memory 1) (data (i32.const 0) \"\\01\") (func $small (param i32))"
                + "(func $large (param i32) " + large + ")"
                + "(func (export \"run\") (call $small (i32.const 0)) (call $large (i32.const 0))))"));
        Instance.of(new Store<>(engine), module, List.of()).func("run").call();
        return CodeOf.module(module);
    }

    private FunctionCode function(int index) {
        return module.code(index);
    }

    private static HeatPolicy program() {
        return HeatPolicy.of(TierPolicy.USUAL.forProgram());
    }

    /** Samples that some other function takes for each of this one, until this one is hot. */
    private static int samplesUntilHot(HeatPolicy policy, FunctionCode function, FunctionCode other, int others) {
        int samples = 0;
        while (!policy.isHot(function)) {
            policy.sampled(function, 3);
            samples++;
            for (int i = 0; i < others; i++) {
                policy.sampled(other, 3);
            }
        }
        return samples;
    }

    @Test
    void whatHasASmallShareOfAProgramWaitsLongerInItsFirstSeconds() {
        int fifth = samplesUntilHot(program(), clear(SMALL), clear(LARGE), 4);
        int tenth = samplesUntilHot(program(), clear(SMALL), clear(LARGE), 9);
        int thousandth = samplesUntilHot(program(), clear(SMALL), clear(LARGE), 999);
        int tenThousandth = samplesUntilHot(program(), clear(SMALL), clear(LARGE), 9_999);
        assertThat(2 * tenth).isGreaterThan(3 * fifth);
        assertThat(tenth).isGreaterThan(4 * thousandth);
        assertThat(tenThousandth).isEqualTo(thousandth);
    }

    private FunctionCode clear(int index) {
        FunctionCode function = function(index);
        function.heat = 0;
        return function;
    }

    @Test
    void aServiceCompilesWhatIsHotWhateverItsShare() {
        int alone = samplesUntilHot(HeatPolicy.of(TierPolicy.USUAL), clear(SMALL), clear(LARGE), 0);
        int oneOfMany = samplesUntilHot(HeatPolicy.of(TierPolicy.USUAL), clear(SMALL), clear(LARGE), 99);
        assertThat(oneOfMany).isEqualTo(alone);
    }

    @Test
    void aProgramThatEndsSoonIsNotCompiled() {
        int samples = samplesUntilHot(program(), clear(SMALL), clear(LARGE), 0);
        int ofService = samplesUntilHot(HeatPolicy.of(TierPolicy.USUAL), clear(SMALL), clear(LARGE), 0);
        assertThat(samples).isGreaterThan(30 * ofService);
    }

    @Test
    void longBlocksAreHotterThanShortOnes() {
        HeatPolicy policy = HeatPolicy.of(TierPolicy.USUAL);
        policy.sampled(clear(SMALL), 1);
        policy.sampled(clear(LARGE), 100);
        assertThat(function(LARGE).heat).isGreaterThan(20 * function(SMALL).heat);
    }

    @Test
    void countsSamplesForTests() {
        HeatPolicy policy = HeatPolicy.of(TierPolicy.USUAL.withThreshold(2));
        policy.sampled(clear(LARGE), 100);
        assertThat(function(LARGE).heat).isEqualTo(1);
        assertThat(policy.isHot(function(LARGE))).isTrue();
        assertThat(policy.interval).isEqualTo(2);
    }

    @Test
    void takesWhatIsHottestFirstAndDropsWhatHasCooled() {
        HeatPolicy policy = HeatPolicy.of(TierPolicy.USUAL);
        policy.forget(clear(SMALL));
        policy.forget(clear(LARGE));
        policy.forget(clear(CALLER));
        // The time of ten seconds, in which the first of them was not seen.
        for (int i = 0; i < 100; i++) {
            policy.sampled(function(LARGE), 2_000);
            policy.sampled(function(CALLER), 8_000);
        }
        Set<FunctionCode> waiting = new LinkedHashSet<>(List.of(function(SMALL), function(LARGE), function(CALLER)));
        assertThat(policy.take(waiting)).containsExactly(function(CALLER), function(LARGE));
        assertThat(waiting).isEmpty();
    }

    @Test
    void companionsInAProgramAreSmallOrWereSeen() {
        List<FunctionCode> hot = List.of(function(CALLER));
        HeatPolicy policy = program();
        clear(LARGE);
        clear(SMALL);
        assertThat(Companions.with(hot, policy)).containsExactly(function(CALLER), function(SMALL));
        policy.sampled(function(LARGE), 3);
        assertThat(Companions.with(hot, policy)).containsExactly(function(CALLER), function(SMALL), function(LARGE));
    }

    @Test
    void companionsInAServiceHaveRun() {
        clear(LARGE);
        clear(SMALL);
        assertThat(Companions.with(List.of(function(CALLER)), HeatPolicy.of(TierPolicy.USUAL)))
                .containsExactly(function(CALLER), function(SMALL), function(LARGE));
    }
}
