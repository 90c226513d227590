package dev.vespula.internal.validate;

import static dev.vespula.internal.binary.Opcode.ELEM_DROP;
import static dev.vespula.internal.binary.Opcode.I32_CONST;
import static dev.vespula.internal.binary.Opcode.I64_CONST;
import static dev.vespula.internal.binary.Opcode.REF_NULL;
import static dev.vespula.internal.binary.Opcode.TABLE_COPY;
import static dev.vespula.internal.binary.Opcode.TABLE_FILL;
import static dev.vespula.internal.binary.Opcode.TABLE_GET;
import static dev.vespula.internal.binary.Opcode.TABLE_GROW;
import static dev.vespula.internal.binary.Opcode.TABLE_INIT;
import static dev.vespula.internal.binary.Opcode.TABLE_SET;
import static dev.vespula.internal.binary.Opcode.TABLE_SIZE;
import static dev.vespula.testing.ModuleBytes.EXTERNREF;
import static dev.vespula.testing.ModuleBytes.FUNCREF;
import static dev.vespula.testing.ModuleBytes.I32;
import static dev.vespula.testing.ModuleBytes.I64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.testing.Code;
import org.junit.jupiter.api.Test;

class TableInstructionsTest {
    @Test
    void elementsAreReadAndWrittenAsTheTablesType() {
        assertThat(Bodies.returning(EXTERNREF).accepts(new Code().op(I32_CONST, 0).op(TABLE_GET, 1)))
                .isEqualTo("i32.const(0) table.get(1)");
        assertThat(Bodies.returning().accepts(new Code().op(I64_CONST, 0).op(REF_NULL, FUNCREF).op(TABLE_SET, 2)))
                .isEqualTo("i64.const(0) ref.null table.set(2)");
        Bodies.returning(FUNCREF).rejects("type mismatch", new Code().op(I32_CONST, 0).op(TABLE_GET, 1));
        Bodies.returning(FUNCREF).rejects("type mismatch", new Code().op(I32_CONST, 0).op(TABLE_GET, 2));
        Bodies.returning().rejects("type mismatch", new Code().op(I32_CONST, 0).op(REF_NULL, FUNCREF).op(TABLE_SET, 1));
        Bodies.returning().rejects("unknown table 3", new Code().op(TABLE_SIZE, 3));
    }

    @Test
    void sizesAreOfTheIndexType() {
        assertThat(Bodies.returning(I32, I64).accepts(new Code().op(TABLE_SIZE, 0).op(REF_NULL, FUNCREF)
                .op(I64_CONST, 1).op(TABLE_GROW, 2)))
                .isEqualTo("table.size(0) ref.null i64.const(1) table.grow(2)");
        Bodies.returning().accepts(
                new Code().op(I64_CONST, 0).op(REF_NULL, FUNCREF).op(I64_CONST, 1).op(TABLE_FILL, 2));
        Bodies.returning().rejects("type mismatch",
                new Code().op(I32_CONST, 0).op(REF_NULL, FUNCREF).op(I64_CONST, 1).op(TABLE_FILL, 2));
    }

    @Test
    void copiesAndInitialisationsFitTheTable() {
        assertThat(Bodies.returning().accepts(new Code().op(I64_CONST, 0).op(I32_CONST, 0).op(I32_CONST, 0)
                .op(TABLE_COPY, 2, 0))).endsWith("table.copy(2,0)");
        Code operands = new Code().op(I32_CONST, 0).op(I32_CONST, 0).op(I32_CONST, 0);
        Bodies.returning().rejects("type mismatch", new Code().raw(operands.toBytes()).op(TABLE_COPY, 0, 1));
        assertThat(Bodies.returning().accepts(
                new Code().raw(operands.toBytes()).op(TABLE_INIT, 0, 0).op(ELEM_DROP, 0)))
                .endsWith("table.init(0,0) elem.drop(0)");
        Bodies.returning().rejects("type mismatch", new Code().raw(operands.toBytes()).op(TABLE_INIT, 0, 1));
        Bodies.returning().rejects("unknown elem segment 4", new Code().raw(operands.toBytes()).op(TABLE_INIT, 4, 0));
        Bodies.returning().rejects("unknown elem segment 4", new Code().op(ELEM_DROP, 4));
    }
}
