package dev.vespula.internal.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.internal.binary.Opcode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where fuel is charged and how much. */
class FuelUnitsTest {
    private final TestModule module = new TestModule();

    private String metered(int function) {
        return TranslatedModule.listing(module, function, TranslatedModule.METERED);
    }

    @Test
    void anEntryCostsOneAndOneForEachOperatorThatIsNotFree() {
        int f = module.function("ii", "i", "", "local.get 0", "local.get 1", "i32.add");
        assertThat(metered(f)).isEqualTo("""
                charge 4
                return.i32 (i32.add(p0, p1))
                """);
    }

    @Test
    void declaredLocalsCostOneEach() {
        int f = module.function("i", "", "ild");
        assertThat(metered(f)).isEqualTo("""
                charge 4
                return
                """);
    }

    @Test
    void whatIsFoldedAwayCostsTheSame() {
        int f = module.function("", "i", "", "nop", "i32.const 1", "i32.const 2", "i32.add", "i32.const 3", "drop");
        assertThat(metered(f)).isEqualTo("""
                charge 5
                return.i32 (3)
                """);
    }

    @Test
    void aLoopIsAUnitAndWhatFollowsItBelongsToTheUnitAround() {
        int f = module.function("i", "i", "",
                "loop", "local.get 0", "i32.const 1", "i32.sub", "local.tee 0", "br_if 0", "end", "local.get 0");
        assertThat(metered(f)).isEqualTo("""
                charge 2
                L0:
                loop
                charge 6
                p0 = i32.add(p0, -1)
                br_if L0 (p0)
                return.i32 (p0)
                """);
    }

    @Test
    void bothArmsOfAnIfAreUnits() {
        int f = module.function("i", "i", "", "local.get 0", "if i", "i32.const 1", "else", "i32.const 2", "i32.const 3",
                "i32.mul", "end", "i32.const 4", "i32.add");
        assertThat(metered(f)).isEqualTo("""
                charge 5
                br_unless L0 (p0)
                charge 2
                t1 = 1
                br L1
                L0:
                charge 4
                t1 = 6
                L1:
                return.i32 (i32.add(t1, 4))
                """);
    }

    @Test
    void anIfWithoutElseAndWithoutResultsHasOneUnit() {
        int f = module.function("i", "", "", "local.get 0", "if", "i32.const 1", "drop", "end");
        assertThat(metered(f)).isEqualTo("""
                charge 3
                br_unless L0 (p0)
                charge 2
                L0:
                return
                """);
    }

    @Test
    void aMissingArmThatHandsOnValuesIsAUnit() {
        int type = module.type("i", "i");
        int f = module.function("ii", "i", "", "local.get 0", "local.get 1", "if " + type, "i32.const 1", "i32.add", "end");
        assertThat(metered(f)).isEqualTo("""
                charge 4
                t2 = p0
                br_unless L0 (p1)
                charge 3
                t2 = i32.add(t2, 1)
                br L1
                L0:
                charge 1
                L1:
                return.i32 (t2)
                """);
    }

    @Test
    void theOnlyArmThatAConstantLeavesIsChargedAsInWasmi() {
        int taken = module.function("", "", "", "i32.const 1", "if", "nop", "i32.const 1", "drop", "else", "i32.const 2",
                "drop",
                "end");
        int skipped = module.function("", "", "", "i32.const 0", "if", "i32.const 1", "drop", "else", "i32.const 2", "drop",
                "end");
        assertThat(metered(taken)).startsWith("charge 4\n").doesNotContain("charge 1", "charge 2");
        assertThat(metered(skipped)).isEqualTo("""
                charge 3
                charge 2
                return
                """);
    }

    @Test
    void codeThatCannotBeReachedIsFree() {
        int f = module.function("i", "", "", "block", "local.get 0", "br 0", "i32.const 1", "drop", "end", "block",
                "unreachable",
                "end", "local.get 0", "drop");
        assertThat(metered(f)).startsWith("charge 3\n");
    }

    @Test
    void costsCanBeGivenForSingleOperators() {
        TranslatorOptions metered = TranslatedModule.metered(Map.of("i32.mul", 9, "drop", 2));
        OperatorCosts costs = metered.operatorCosts();
        assertThat(costs.costOf(Opcode.I32_MUL.index())).isEqualTo(9);
        assertThat(costs.costOf(Opcode.DROP.index())).isEqualTo(2);
        assertThat(costs.costOf(Opcode.I32_ADD.index())).isEqualTo(1);
        assertThat(costs.costOf(Opcode.END.index())).isZero();
        int f = module.function("i", "", "", "local.get 0", "local.get 0", "i32.mul", "drop");
        assertThat(TranslatedModule.listing(module, f, metered)).startsWith("charge 14\n");
    }

    @Test
    void wrongCostsAreRefused() {
        assertThatThrownBy(() -> OperatorCosts.of(Map.of("i32.mull", 1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("i32.mull");
        assertThatThrownBy(() -> OperatorCosts.of(Map.of("i32.mul", 256)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("256");
    }
}
