package dev.vespula.internal.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.LimitException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What IR the translator makes of typical and of awkward code. */
class TranslatorTest {
    private final TestModule module = new TestModule();

    private String translated(int function) {
        return TranslatedModule.listing(module, function, TranslatedModule.PLAIN);
    }

    @Test
    void aLoopAsCompilersWriteItIsAFewStatements() {
        module.memory();
        int sum = module.function("ii", "i", "i",
                "loop",
                "local.get 2", "local.get 0", "i32.load offset=4", "i32.add", "local.set 2",
                "local.get 0", "i32.const 4", "i32.add", "local.set 0",
                "local.get 1", "i32.const 1", "i32.sub", "local.tee 1", "br_if 0",
                "end",
                "local.get 2");
        assertThat(translated(sum)).isEqualTo("""
                L0:
                loop
                l2 = i32.add(l2, i32.load+4(p0))
                p0 = i32.add(p0, 4)
                p1 = i32.add(p1, -1)
                br_if L0 (p1)
                return.i32 (l2)
                """);
    }

    @Test
    void aLocalThatIsSetWhileItsValueWaitsIsCopiedFirst() {
        int f = module.function("ii", "i", "",
                "local.get 0", "local.get 0", "i32.const 1", "i32.add", "local.set 0", "local.get 0", "i32.sub");
        assertThat(translated(f)).isEqualTo("""
                t2 = p0
                p0 = i32.add(p0, 1)
                return.i32 (i32.sub(t2, p0))
                """);
    }

    @Test
    void aTreeThatReadsALocalIsForcedBeforeTheLocalIsSet() {
        int f = module.function("ii", "i", "",
                "local.get 0", "local.get 1", "i32.mul", "local.get 1", "i32.const 7", "local.tee 1", "i32.add", "i32.add");
        assertThat(translated(f)).isEqualTo("""
                t2 = i32.mul(p0, p1)
                t3 = p1
                p1 = 7
                return.i32 (i32.add(t2, i32.add(t3, 7)))
                """);
    }

    @Test
    void anUnrelatedLocalSetForcesNothing() {
        int f = module.function("ii", "i", "i",
                "local.get 0", "i32.const 3", "i32.mul", "local.get 1", "local.set 2", "local.get 2", "i32.add");
        assertThat(translated(f)).isEqualTo("""
                l2 = p1
                return.i32 (i32.add(i32.mul(p0, 3), l2))
                """);
    }

    @Test
    void trapsStayInOrderBeforeAStore() {
        module.memory();
        int f = module.function("ii", "i", "",
                "local.get 0", "local.get 1", "i32.div_s", "local.get 0", "i32.const 1", "i32.store", "i32.const 2", "i32.add");
        assertThat(translated(f)).isEqualTo("""
                t2 = i32.div_s(p0, p1)
                i32.store (p0, 1)
                return.i32 (i32.add(t2, 2))
                """);
    }

    @Test
    void aLoadIsForcedBeforeAStoreButAPureTreeIsNot() {
        module.memory();
        int f = module.function("ii", "i", "",
                "local.get 0", "i32.load", "local.get 0", "local.get 1", "i32.xor",
                "local.get 1", "local.get 0", "i32.store",
                "i32.add");
        assertThat(translated(f)).isEqualTo("""
                t2 = i32.load(p0)
                i32.store (p1, p0)
                return.i32 (i32.add(t2, i32.xor(p0, p1)))
                """);
    }

    @Test
    void aTrapIsForcedBeforeAnotherOneIsWritten() {
        module.memory();
        int f = module.function("ii", "i", "i",
                "local.get 0", "i32.load", "local.get 1", "i32.load", "local.set 2", "local.get 2", "i32.add");
        assertThat(translated(f)).isEqualTo("""
                t3 = i32.load(p0)
                l2 = i32.load(p1)
                return.i32 (i32.add(t3, l2))
                """);
    }

    @Test
    void aGlobalIsReadBeforeItIsSetOrACalleeMaySetIt() {
        module.global('i');
        int callee = module.function("", "", "");
        int f = module.function("", "i", "",
                "global.get 0", "i32.const 5", "global.set 0", "global.get 0", "call " + callee, "i32.add");
        assertThat(translated(f)).isEqualTo("""
                t0 = global.get.i32 global 0
                global.set.i32 global 0 (5)
                t1 = global.get.i32 global 0
                call func 0 frame t2
                return.i32 (i32.add(t0, t1))
                """);
    }

    @Test
    void argumentsAreWrittenWhereTheCalleesFrameBegins() {
        int callee = module.function("iii", "i", "", "local.get 0");
        int f = module.function("i", "i", "",
                "local.get 0", "i32.const 1", "i32.add",
                "local.get 0", "i32.const 2", "local.get 0", "i32.const 3", "i32.mul", "call " + callee,
                "i32.add");
        assertThat(translated(f)).isEqualTo("""
                t2 = p0
                t3 = 2
                t4 = i32.mul(p0, 3)
                call func 0 frame t2
                return.i32 (i32.add(i32.add(p0, 1), t2))
                """);
    }

    @Test
    void aResultBecomesAnArgumentInPlace() {
        int callee = module.function("i", "i", "", "local.get 0");
        int f = module.function("i", "i", "", "local.get 0", "call " + callee, "call " + callee, "call " + callee);
        assertThat(translated(f)).isEqualTo("""
                t1 = p0
                call func 0 frame t1
                call func 0 frame t1
                call func 0 frame t1
                return.i32 (t1)
                """);
    }

    @Test
    void aTreeOverATemporaryIsForcedBeforeACallWritesThere() {
        int callee = module.function("", "i", "", "i32.const 1");
        int f = module.function("i", "i", "",
                "local.get 0", "call " + callee, "i32.sub", "call " + callee, "i32.sub");
        assertThat(translated(f)).isEqualTo("""
                call func 0 frame t2
                t1 = i32.sub(p0, t2)
                call func 0 frame t2
                return.i32 (i32.sub(t1, t2))
                """);
    }

    @Test
    void anIfWithResultsWritesEachArmsValueToItsPlace() {
        int f = module.function("ii", "i", "",
                "local.get 0", "local.get 1", "i32.lt_s", "if i", "local.get 0", "else", "local.get 1", "i32.const 1",
                "i32.add", "end");
        assertThat(translated(f)).isEqualTo("""
                br_if L0 (i32.ge_s(p0, p1))
                t2 = p0
                br L1
                L0:
                t2 = i32.add(p1, 1)
                L1:
                return.i32 (t2)
                """);
    }

    @Test
    void aBlockThatNoBranchLeavesCostsNothing() {
        int f = module.function("i", "i", "", "block i", "local.get 0", "i32.const 1", "i32.add", "end", "i32.const 2",
                "i32.mul");
        assertThat(translated(f)).isEqualTo("return.i32 (i32.mul(i32.add(p0, 1), 2))\n");
    }

    @Test
    void loopParametersStayInPlace() {
        int type = module.type("ii", "i");
        int f = module.function("i", "i", "",
                "i32.const 0", "local.get 0", "loop " + type,
                "local.tee 0", "i32.add", "local.get 0", "i32.const 1", "i32.sub", "local.get 0", "br_if 0", "drop", "end");
        assertThat(translated(f)).isEqualTo("""
                t1 = 0
                t2 = p0
                L0:
                loop
                p0 = t2
                t1 = i32.add(t1, p0)
                t2 = i32.add(p0, -1)
                br_if L0 (p0)
                return.i32 (t1)
                """);
    }

    @Test
    void aConditionalBranchMovesItsValuesOnlyWhenItIsTaken() {
        int f = module.function("ii", "i", "",
                "block i", "i32.const 9", "local.get 0", "local.get 1", "br_if 0", "i32.add", "end");
        assertThat(translated(f)).isEqualTo("""
                br_unless L0 (p1)
                t2 = p0
                br L1
                L0:
                t2 = i32.add(p0, 9)
                L1:
                return.i32 (t2)
                """);
    }

    @Test
    void aConditionalBranchWhoseValueIsAtHomeNeedsNoMoves() {
        int f = module.function("ii", "i", "",
                "block i", "local.get 0", "i32.const 2", "i32.mul", "local.get 1", "br_if 0", "i32.const 1", "i32.add", "end");
        assertThat(translated(f)).isEqualTo("""
                t2 = i32.mul(p0, 2)
                br_if L0 (p1)
                t2 = i32.add(t2, 1)
                L0:
                return.i32 (t2)
                """);
    }

    @Test
    void aBranchToTheBodyIsAReturn() {
        int f = module.function("ii", "i", "", "local.get 0", "local.get 1", "br_if 0", "i32.const 1", "i32.add", "br 0");
        assertThat(translated(f)).isEqualTo("""
                br_unless L0 (p1)
                return.i32 (p0)
                L0:
                return.i32 (i32.add(p0, 1))
                """);
    }

    @Test
    void resultsThatReadOverwrittenLocalsAreForcedBeforeAReturn() {
        int f = module.function("ii", "ii", "", "local.get 1", "local.get 0");
        assertThat(translated(f)).isEqualTo("""
                t3 = p0
                p0 = p1
                p1 = t3
                return
                """);
    }

    @Test
    void forcingATrapForcesTheTrapsBelowItFirst() {
        module.memory();
        int f = module.function("ii", "ii", "", "local.get 0", "local.get 1", "i32.div_s", "local.get 0", "i32.load");
        assertThat(translated(f)).isEqualTo("""
                t2 = i32.div_s(p0, p1)
                t3 = i32.load(p0)
                p0 = t2
                p1 = t3
                return
                """);
    }

    @Test
    void aBranchTableMovesValuesInStubsOfTheirOwn() {
        int f = module.function("i", "i", "",
                "block i", "block i", "i32.const 1", "i32.const 5", "local.get 0", "br_table 0 1 0 2", "end",
                "i32.const 7", "i32.add", "end");
        assertThat(translated(f)).isEqualTo("""
                br_table L0 L1 L0 L2 (p0)
                L0:
                t1 = 5
                br L3
                L1:
                t1 = 5
                br L4
                L2:
                return.i32 (5)
                L3:
                t1 = i32.add(t1, 7)
                L4:
                return.i32 (t1)
                """);
    }

    @Test
    void negationsFoldIntoBranches() {
        int f = module.function("ii", "", "",
                "block", "local.get 0", "i32.eqz", "i32.eqz", "i32.eqz", "br_if 0",
                "local.get 0", "local.get 1", "i32.lt_u", "i32.eqz", "br_if 0",
                "local.get 0", "i32.const 0", "i32.ne", "br_if 0",
                "local.get 0", "i32.const 0", "i32.eq", "br_if 0", "end");
        assertThat(translated(f)).isEqualTo("""
                br_unless L0 (p0)
                br_if L0 (i32.ge_u(p0, p1))
                br_if L0 (p0)
                br_unless L0 (p0)
                L0:
                return
                """);
    }

    @Test
    void aTestOfALongForZeroIsAComparisonSoThatABranchCanInvertIt() {
        int f = module.function("l", "", "", "block", "local.get 0", "i64.eqz", "br_if 0", "local.get 0", "i64.eqz",
                "i32.eqz", "br_if 0", "end");
        assertThat(translated(f)).isEqualTo("""
                br_if L0 (i64.eq(p0, 0L))
                br_if L0 (i64.ne(p0, 0L))
                L0:
                return
                """);
    }

    @Test
    void aNegatedFloatComparisonIsNotTheOppositeComparison() {
        int f = module.function("dd", "i", "", "local.get 0", "local.get 1", "f64.lt", "i32.eqz");
        assertThat(translated(f)).isEqualTo("return.i32 (i32.eqz(f64.lt(p0, p1)))\n");
    }

    @Test
    void integerConstantsAreFoldedButTrapsAreLeftToRunTime() {
        int f = module.function("i", "iilii", "",
                "i32.const 6", "i32.const 7", "i32.mul",
                "local.get 0", "i32.const -2147483648", "i32.sub", "i32.const 1", "i32.add",
                "i64.const -1", "i64.const 32", "i64.shr_u",
                "i32.const 1", "i32.const 0", "i32.div_s",
                "i32.const -2147483648", "i32.const -1", "i32.rem_s");
        assertThat(translated(f)).contains("4294967295L", "i32.add(p0, -2147483647)", "i32.div_s(1, 0)",
                "i32.rem_s(-2147483648, -1)", "= 42");
    }

    @Test
    void branchesOnConstantsDisappear() {
        int f = module.function("i", "i", "",
                "block", "i32.const 0", "br_if 0", "i32.const 1", "if i", "local.get 0", "else", "unreachable", "end",
                "return", "end", "i32.const 3");
        assertThat(translated(f)).isEqualTo("""
                t1 = p0
                br L0
                L0:
                return.i32 (t1)
                """);
    }

    @Test
    void aTableBranchOnAConstantIsABranch() {
        int f = module.function("", "i", "", "block", "block", "i32.const 7", "br_table 0 1", "end", "i32.const 1", "return",
                "end", "i32.const 2");
        assertThat(translated(f)).isEqualTo("""
                br L0
                L0:
                return.i32 (2)
                """);
    }

    @Test
    void aConstantAddressTakesUpTheOffsetWhileTheSumIsSmall() {
        module.memory();
        int f = module.function("", "iii", "",
                "i32.const 16", "i32.load offset=4",
                "i32.const -1", "i32.load offset=1",
                "i32.const 1", "i32.load offset=2147483647");
        assertThat(translated(f)).contains("i32.load(20)", "i32.load+1(-1)", "i32.load+2147483647(1)");
    }

    @Test
    void offsetsFromTwoToThe31TakeTwoWords() {
        module.memory();
        int f = module.function("i", "i", "", "local.get 0", "i32.load offset=4294967295");
        assertThat(translated(f)).isEqualTo("return.i32 (i32.load+4294967295(p0))\n");
    }

    @Test
    void aDroppedTreeIsEvaluatedOnlyIfItCanTrap() {
        module.memory();
        int f = module.function("ii", "", "",
                "local.get 0", "local.get 1", "i32.add", "drop",
                "local.get 0", "i32.load", "i32.const 1", "i32.add", "drop");
        assertThat(translated(f)).isEqualTo("""
                eval.i32 (i32.add(i32.load(p0), 1))
                return
                """);
    }

    @Test
    void deepTreesAreCut() {
        String[] code = new String[2 * 40 + 1];
        code[0] = "local.get 0";
        for (int k = 0; k < 40; k++) {
            code[2 * k + 1] = "local.get 1";
            code[2 * k + 2] = "i32.xor";
        }
        int f = module.function("ii", "i", "", code);
        assertThat(translated(f).lines()).hasSize(4);
    }

    @Test
    void codeBehindABlockThatIsNeverLeftIsNotTranslated() {
        int f = module.function("i", "i", "",
                "block", "unreachable", "end", "local.get 0", "loop", "br 0", "end", "i32.const 1", "i32.add");
        assertThat(translated(f)).isEqualTo("unreachable\n");
    }

    @Test
    void aReferenceThatABranchTestsStaysInItsSlot() {
        module.table();
        int f = module.function("i", "i", "",
                "block", "local.get 0", "table.get 0", "br_on_null 0", "drop", "i32.const 1", "return", "end", "i32.const 0");
        assertThat(translated(f)).isEqualTo("""
                t1 = table.get(p0)
                br_if L0 (ref.is_null(t1))
                return.i32 (1)
                L0:
                return.i32 (0)
                """);
    }

    @Test
    void manyWaitingOperandsAreForcedFromTheBottom() {
        String[] code = new String[60];
        for (int k = 0; k < 30; k++) {
            code[k] = "local.get 0";
        }
        for (int k = 30; k < 59; k++) {
            code[k] = "i32.add";
        }
        code[59] = "nop";
        int f = module.function("i", "i", "", code);
        assertThat(translated(f)).startsWith("t1 = p0\n");
    }

    @Test
    void aFrameOfTooManySlotsIsRefused() {
        String[] code = new String[2 * 66_000];
        for (int k = 0; k < 66_000; k++) {
            code[k] = "local.get 0";
            code[66_000 + k] = "drop";
        }
        int f = module.function("i", "", "", code);
        assertThatThrownBy(() -> new Translator(TranslatedModule.PLAIN).translate(module.decode(), f, null))
                .isInstanceOf(LimitException.class)
                .hasMessageContaining("65535 slots");
    }

    @Test
    void codeThatGrowsOutOfProportionIsRefused() {
        int type = module.type("", "i".repeat(200));
        List<String> code = new ArrayList<>(List.of("i32.const 1", "block " + type));
        code.add("i32.const 2");
        code.addAll(Collections.nCopies(200, "local.get 0"));
        for (int k = 0; k < 45_000; k++) {
            code.add("local.get 0");
            code.add("br_if 0");
        }
        code.add("unreachable");
        code.add("end");
        code.add("unreachable");
        int f = module.function("i", "", "", code.toArray(String[]::new));
        assertThatThrownBy(() -> new Translator(TranslatedModule.PLAIN).translate(module.decode(), f, null))
                .isInstanceOf(LimitException.class)
                .hasMessageContaining("16777216 words");
    }

    @Test
    void valuesThatNoInstructionsMadeAreLimited() {
        int swap = module.type("i".repeat(1000), "i".repeat(1000));
        List<String> code = new ArrayList<>(Collections.nCopies(1000, "local.get 0"));
        for (int k = 0; k < 2_000; k++) {
            code.add("block " + swap);
            code.add("end");
        }
        code.addAll(Collections.nCopies(1000, "drop"));
        int f = module.function("i", "", "", code.toArray(String[]::new));
        assertThatThrownBy(() -> new Translator(TranslatedModule.PLAIN).translate(module.decode(), f, null))
                .isInstanceOf(LimitException.class)
                .hasMessageContaining("values that its calls, blocks and branches move");
    }

    @Test
    void translatingAgainYieldsTheSameCode() {
        int f = module.function("ii", "i", "", "local.get 0", "local.get 1", "br_if 0", "i32.const 1", "i32.add");
        var model = module.decode();
        assertThat(new Translator(TranslatedModule.PLAIN).translate(model, f, null).code())
                .isEqualTo(new Translator(TranslatedModule.PLAIN).translate(model, f, null).code());
    }
}
