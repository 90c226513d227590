package dev.vespula.internal.validate;

import static dev.vespula.internal.binary.Opcode.BLOCK;
import static dev.vespula.internal.binary.Opcode.CATCH;
import static dev.vespula.internal.binary.Opcode.CATCH_ALL;
import static dev.vespula.internal.binary.Opcode.DELEGATE;
import static dev.vespula.internal.binary.Opcode.DROP;
import static dev.vespula.internal.binary.Opcode.I32_CONST;
import static dev.vespula.internal.binary.Opcode.I64_CONST;
import static dev.vespula.internal.binary.Opcode.REF_NULL;
import static dev.vespula.internal.binary.Opcode.RETHROW;
import static dev.vespula.internal.binary.Opcode.THROW;
import static dev.vespula.internal.binary.Opcode.THROW_REF;
import static dev.vespula.internal.binary.Opcode.TRY;
import static dev.vespula.testing.Code.EMPTY;
import static dev.vespula.testing.ModuleBytes.EXNREF;
import static dev.vespula.testing.ModuleBytes.EXTERNREF;
import static dev.vespula.testing.ModuleBytes.I32;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.internal.binary.Features;
import dev.vespula.testing.Code;
import org.junit.jupiter.api.Test;

class ExceptionInstructionsTest {
    private static final int TRY_TABLE = 0x1F;

    private static Bodies legacy(int... results) {
        return Bodies.returning(results).with(Features.ALL);
    }

    @Test
    void throwsTakeTheTagsValues() {
        assertThat(Bodies.returning(I32).accepts(new Code().op(I32_CONST, 1).op(THROW, 0)))
                .isEqualTo("i32.const(1) throw(0)");
        Bodies.returning().rejects("type mismatch", new Code().op(I64_CONST, 1).op(THROW, 0));
        Bodies.returning().rejects("unknown tag 2", new Code().op(THROW, 2));
        assertThat(Bodies.returning().accepts(new Code().op(REF_NULL, EXNREF).op(THROW_REF)))
                .isEqualTo("ref.null throw_ref");
        Bodies.returning().rejects("type mismatch", new Code().op(REF_NULL, EXTERNREF).op(THROW_REF));
    }

    @Test
    void catchClausesFitTheLabelsOutside() {
        // (block (result i32) (try_table (catch 0 0)) (i32.const 2))
        Code code = new Code().op(BLOCK, I32).raw(TRY_TABLE, EMPTY, 1, 0, 0, 0).end().op(I32_CONST, 2).end();
        assertThat(Bodies.returning(I32).accepts(code)).isEqualTo("block([],[-1]) "
                + "try_table([],[],[CatchClause[kind=CATCH, tag=0, label=0]]) end i32.const(2) end");
        // catch_all_ref to a label that takes an exception
        Bodies.returning().accepts(new Code().op(BLOCK, EXNREF).raw(TRY_TABLE, EMPTY, 1, 3, 0).end()
                .op(REF_NULL, EXNREF).end().op(DROP));
        // catch_all to the same label
        Bodies.returning().rejects("type mismatch", new Code().op(BLOCK, EXNREF).raw(TRY_TABLE, EMPTY, 1, 2, 0).end()
                .op(REF_NULL, EXNREF).end().op(DROP));
        // catch_ref hands on values and exception
        Bodies.returning().rejects("type mismatch", new Code().op(BLOCK, I32).raw(TRY_TABLE, EMPTY, 1, 1, 0, 0).end()
                .op(I32_CONST, 0).end().op(DROP));
        Bodies.returning().rejects("unknown label 3", new Code().raw(TRY_TABLE, EMPTY, 1, 2, 3).end());
        Bodies.returning().rejects("unknown tag 9", new Code().raw(TRY_TABLE, EMPTY, 1, 0, 9, 0).end());
        Bodies.returning().refuses("malformed catch clause", new Code().raw(TRY_TABLE, EMPTY, 1, 4, 0).end());
        Bodies.returning().refuses("unexpected end",
                new Code().raw(TRY_TABLE, EMPTY, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F));
    }

    @Test
    void legacyHandlersStartWithTheTagsValues() {
        Code code = new Code().op(TRY, I32).op(I32_CONST, 1).op(CATCH, 0).op(CATCH, 1).op(I32_CONST, 2)
                .op(CATCH_ALL).op(RETHROW, 0).end();
        assertThat(legacy(I32).accepts(code)).isEqualTo("try([],[-1]) i32.const(1) catch(0) catch(1) i32.const(2) "
                + "catch_all rethrow(0) end");
        legacy().rejects("type mismatch", new Code().op(TRY, EMPTY).op(CATCH, 0).end());
        legacy().refuses("illegal opcode", new Code().op(BLOCK, EMPTY).op(CATCH, 1).end());
        legacy().refuses("illegal opcode", new Code().op(TRY, EMPTY).op(CATCH_ALL).op(CATCH, 1).end());
        legacy().refuses("illegal opcode", new Code().op(TRY, EMPTY).op(CATCH_ALL).op(CATCH_ALL).end());
        legacy().rejects("invalid rethrow label", new Code().op(TRY, EMPTY).op(RETHROW, 0).end());
    }

    @Test
    void delegatesCountFromOutsideOfTheirTry() {
        Code code = new Code().op(BLOCK, EMPTY).op(TRY, EMPTY).op(DELEGATE, 1).end();
        assertThat(legacy().accepts(code)).isEqualTo("block([],[]) try([],[]) delegate(1) end");
        legacy().rejects("unknown label 2", new Code().op(BLOCK, EMPTY).op(TRY, EMPTY).op(DELEGATE, 2).end());
        legacy().refuses("illegal opcode", new Code().op(TRY, EMPTY).op(CATCH_ALL).op(DELEGATE, 0));
    }

    @Test
    void handlersAfterDeadCodeAreLive() {
        Code code = new Code().op(TRY, EMPTY).op(THROW, 1).op(CATCH, 1).op(THROW, 1).op(CATCH_ALL).end();
        assertThat(legacy().accepts(code))
                .isEqualTo("try([],[]) throw(1) catch(1) throw(1) catch_all end");
    }
}
