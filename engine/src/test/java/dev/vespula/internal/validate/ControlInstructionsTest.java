package dev.vespula.internal.validate;

import static dev.vespula.internal.binary.Opcode.BLOCK;
import static dev.vespula.internal.binary.Opcode.BR;
import static dev.vespula.internal.binary.Opcode.BR_IF;
import static dev.vespula.internal.binary.Opcode.BR_TABLE;
import static dev.vespula.internal.binary.Opcode.DROP;
import static dev.vespula.internal.binary.Opcode.ELSE;
import static dev.vespula.internal.binary.Opcode.I32_ADD;
import static dev.vespula.internal.binary.Opcode.I32_CONST;
import static dev.vespula.internal.binary.Opcode.I64_CONST;
import static dev.vespula.internal.binary.Opcode.IF;
import static dev.vespula.internal.binary.Opcode.LOOP;
import static dev.vespula.internal.binary.Opcode.NOP;
import static dev.vespula.internal.binary.Opcode.RETURN;
import static dev.vespula.internal.binary.Opcode.SELECT;
import static dev.vespula.internal.binary.Opcode.UNREACHABLE;
import static dev.vespula.testing.Code.EMPTY;
import static dev.vespula.testing.ModuleBytes.I32;
import static dev.vespula.testing.ModuleBytes.I64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.testing.Code;
import dev.vespula.testing.Cost;
import org.junit.jupiter.api.Test;

class ControlInstructionsTest {
    @Test
    void blocksGiveTheirResults() {
        Code code = new Code().op(BLOCK, I32).op(I32_CONST, 1).end();
        assertThat(Bodies.returning(I32).accepts(code)).isEqualTo("block([],[-1]) i32.const(1) end");
        Bodies.returning(I32).rejects("type mismatch", new Code().op(BLOCK, I32).op(I64_CONST, 1).end());
        Bodies.returning(I32).rejects("type mismatch", new Code().op(BLOCK, I32).end());
        Bodies.returning().rejects("type mismatch", new Code().op(BLOCK, EMPTY).op(I32_CONST, 1).end());
    }

    @Test
    void blocksSeeNothingBelowTheirParameters() {
        Bodies.returning(I32).rejects("type mismatch",
                new Code().op(I32_CONST, 1).op(BLOCK, I32).op(I32_CONST, 1).op(I32_ADD).end().op(I32_ADD));
        Code code = new Code().op(I32_CONST, 1).op(BLOCK, Bodies.FUNC_I32_TO_I32).op(I32_CONST, 2).op(I32_ADD).end();
        assertThat(Bodies.returning(I32).accepts(code))
                .isEqualTo("i32.const(1) block([-1],[-1]) i32.const(2) i32.add end");
    }

    @Test
    void blockTypesAreKnownFunctionTypes() {
        Bodies.returning().rejects("unknown type 50", new Code().op(BLOCK, 50).end());
        Bodies.returning().rejects("type mismatch", new Code().op(BLOCK, Bodies.STRUCT).end());
        Bodies.returning().refuses("malformed value type", new Code().op(BLOCK, 0x41).end());
        Bodies.returning().refuses("malformed block type", new Code().raw(0x02, 0x80, 0x7F).end());
    }

    @Test
    void ifTakesAConditionAndHasAsManyResultsInBothArms() {
        Code both = new Code().op(I32_CONST, 1).op(IF, I64).op(I64_CONST, 1).op(ELSE).op(I64_CONST, 2).end();
        assertThat(Bodies.returning(I64).accepts(both))
                .isEqualTo("i32.const(1) if([],[-2]) i64.const(1) else i64.const(2) end");
        Bodies.returning().rejects("type mismatch", new Code().op(I64_CONST, 1).op(IF, EMPTY).end());
        Bodies.returning(I64).rejects("type mismatch",
                new Code().op(I32_CONST, 1).op(IF, I64).op(I64_CONST, 1).end());
        Bodies.returning(I64).rejects("type mismatch",
                new Code().op(I32_CONST, 1).op(IF, I64).op(I64_CONST, 1).op(ELSE).end());
    }

    @Test
    void elseWithoutIfIsMalformed() {
        Bodies.returning().refuses("illegal opcode", new Code().op(BLOCK, EMPTY).op(ELSE).end());
        Bodies.returning().refuses("illegal opcode",
                new Code().op(I32_CONST, 1).op(IF, EMPTY).op(ELSE).op(ELSE).end());
    }

    @Test
    void branchesToLoopsCarryParametersToBlocksResults() {
        Code loop = new Code().op(I32_CONST, 7).op(LOOP, Bodies.FUNC_I32_TO_I32).op(BR, 0).end();
        assertThat(Bodies.returning(I32).accepts(loop)).isEqualTo("i32.const(7) loop([-1],[-1]) br(0) end");
        Bodies.returning(I32).rejects("type mismatch", new Code().op(BLOCK, I32).op(BR, 0).end());
        Bodies.returning(I32).accepts(new Code().op(LOOP, I32).op(BR, 0).end());
        Bodies.returning().rejects("unknown label 1", new Code().op(BR, 1));
        Bodies.returning().rejects("unknown label 4294967295", new Code().op(BR, 0xFFFFFFFFL));
    }

    @Test
    void conditionalBranchesLeaveTheirOperands() {
        Code code = new Code().op(BLOCK, I32).op(I32_CONST, 1).op(I32_CONST, 0).op(BR_IF, 0).op(DROP)
                .op(I32_CONST, 2).end();
        assertThat(Bodies.returning(I32).accepts(code))
                .isEqualTo("block([],[-1]) i32.const(1) i32.const(0) br_if(0) drop i32.const(2) end");
        Bodies.returning(I32).rejects("type mismatch", new Code().op(BLOCK, I32).op(I32_CONST, 0).op(BR_IF, 0).end());
    }

    @Test
    void branchTablesHaveOneArity() {
        Code code = new Code().op(BLOCK, EMPTY).op(I32_CONST, 0).op(BR_TABLE, 0, 1, 0).end();
        assertThat(Bodies.returning().accepts(code)).isEqualTo("block([],[]) i32.const(0) br_table([0,1,0]) end");
        Bodies.returning().rejects("type mismatch",
                new Code().op(BLOCK, I32).op(I32_CONST, 9).op(I32_CONST, 0).op(BR_TABLE, 0, 1).end().op(DROP));
        Bodies.returning().rejects("unknown label 5", new Code().op(I32_CONST, 0).op(BR_TABLE, 0, 5, 0));
        Bodies.returning().refuses("unexpected end",
                new Code().op(I32_CONST, 0).raw(0x0E, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F));
    }

    @Test
    void deadCodeIsCheckedButNotTold() {
        Code code = new Code().op(BLOCK, EMPTY).op(BR, 0).op(BLOCK, EMPTY).op(I32_CONST, 1).op(IF, EMPTY).op(ELSE)
                .end().end().op(I32_ADD).op(DROP).end().op(NOP);
        assertThat(Bodies.returning().accepts(code)).isEqualTo("block([],[]) br(0) end nop");
        Bodies.returning().rejects("type mismatch", new Code().op(RETURN).op(I64_CONST, 1).op(I32_ADD).op(DROP));
        Bodies.returning().rejects("type mismatch", new Code().op(RETURN).op(BLOCK, EMPTY).op(I32_ADD).end());
        Bodies.returning().rejects("type mismatch", new Code().op(UNREACHABLE).op(I32_CONST, 1));
    }

    @Test
    void armsAfterDeadCodeAreLive() {
        Code code = new Code().op(I32_CONST, 1).op(IF, I32).op(UNREACHABLE).op(ELSE).op(I32_CONST, 3).op(RETURN).end();
        assertThat(Bodies.returning(I32).accepts(code))
                .isEqualTo("i32.const(1) if([],[-1]) unreachable else i32.const(3) return end");
    }

    @Test
    void operandsOfUnknownTypeFitTogether() {
        Bodies.returning(I32).accepts(new Code().op(UNREACHABLE).op(SELECT));
        Bodies.returning(I32).accepts(new Code().op(UNREACHABLE).op(I32_CONST, 1).op(I32_CONST, 0).op(SELECT));
        Bodies.returning(I64).rejects("type mismatch",
                new Code().op(UNREACHABLE).op(I32_CONST, 1).op(I32_CONST, 0).op(SELECT));
    }

    @Test
    void bodiesEndWithTheirFrame() {
        Bodies.returning().refuses("section size mismatch", new Code().end().op(NOP));
        Bodies.returning().refuses("unexpected end of section or function", new Code().op(BLOCK, EMPTY));
    }

    @Test
    void deepNestingCostsNeitherJavaStackNorTime() {
        int depth = 1_000_000;
        Code code = new Code();
        for (int k = 0; k < depth; k++) {
            code.raw(BLOCK.code(), EMPTY);
        }
        code.op(BR, depth - 1L);
        for (int k = 0; k < depth; k++) {
            code.end();
        }
        assertThat(Cost.millis(() -> Bodies.returning().accepts(code))).isLessThan(20_000);
    }
}
