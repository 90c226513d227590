package dev.vespula.internal.validate;

import static dev.vespula.internal.binary.Opcode.ARRAY_COPY;
import static dev.vespula.internal.binary.Opcode.ARRAY_FILL;
import static dev.vespula.internal.binary.Opcode.ARRAY_GET;
import static dev.vespula.internal.binary.Opcode.ARRAY_GET_S;
import static dev.vespula.internal.binary.Opcode.ARRAY_INIT_DATA;
import static dev.vespula.internal.binary.Opcode.ARRAY_INIT_ELEM;
import static dev.vespula.internal.binary.Opcode.ARRAY_LEN;
import static dev.vespula.internal.binary.Opcode.ARRAY_NEW;
import static dev.vespula.internal.binary.Opcode.ARRAY_NEW_DATA;
import static dev.vespula.internal.binary.Opcode.ARRAY_NEW_DEFAULT;
import static dev.vespula.internal.binary.Opcode.ARRAY_NEW_ELEM;
import static dev.vespula.internal.binary.Opcode.ARRAY_NEW_FIXED;
import static dev.vespula.internal.binary.Opcode.ARRAY_SET;
import static dev.vespula.internal.binary.Opcode.DROP;
import static dev.vespula.internal.binary.Opcode.I32_CONST;
import static dev.vespula.internal.binary.Opcode.I64_CONST;
import static dev.vespula.internal.binary.Opcode.REF_NULL;
import static dev.vespula.internal.binary.Opcode.STRUCT_GET;
import static dev.vespula.internal.binary.Opcode.STRUCT_GET_U;
import static dev.vespula.internal.binary.Opcode.STRUCT_NEW;
import static dev.vespula.internal.binary.Opcode.STRUCT_NEW_DEFAULT;
import static dev.vespula.internal.binary.Opcode.STRUCT_SET;
import static dev.vespula.internal.binary.Opcode.UNREACHABLE;
import static dev.vespula.internal.validate.Bodies.ARRAY_FUNC;
import static dev.vespula.internal.validate.Bodies.ARRAY_I16;
import static dev.vespula.internal.validate.Bodies.ARRAY_I64_CONST;
import static dev.vespula.internal.validate.Bodies.STRUCT;
import static dev.vespula.internal.validate.Bodies.STRUCT_BELOW;
import static dev.vespula.internal.validate.Bodies.STRUCT_OF_REF;
import static dev.vespula.testing.ModuleBytes.EXTERNREF;
import static dev.vespula.testing.ModuleBytes.I32;
import static dev.vespula.testing.ModuleBytes.I64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vespula.LimitException;
import dev.vespula.testing.Code;
import org.junit.jupiter.api.Test;

class AggregateInstructionsTest {
    private static Code i32s(int count) {
        Code code = new Code();
        for (int k = 0; k < count; k++) {
            code.op(I32_CONST, k);
        }
        return code;
    }

    @Test
    void structsAreMadeOfTheirFields() {
        assertThat(Bodies.returning().accepts(i32s(2).op(REF_NULL, EXTERNREF).op(STRUCT_NEW, STRUCT).op(DROP)))
                .contains("struct.new(3)");
        Bodies.returning().accepts(new Code().op(STRUCT_NEW_DEFAULT, STRUCT).op(STRUCT_NEW, STRUCT_OF_REF).op(DROP));
        Bodies.returning().rejects("type mismatch", i32s(2).op(STRUCT_NEW, STRUCT).op(DROP));
        Bodies.returning().rejects("type mismatch", new Code().op(STRUCT_NEW_DEFAULT, STRUCT_OF_REF).op(DROP));
        Bodies.returning().rejects("type mismatch", new Code().op(STRUCT_NEW_DEFAULT, ARRAY_I16).op(DROP));
        Bodies.returning().rejects("unknown type 99", new Code().op(STRUCT_NEW_DEFAULT, 99).op(DROP));
    }

    @Test
    void subtypesStandForTheirSupertypes() {
        Bodies.returning(I32).accepts(new Code().op(STRUCT_NEW_DEFAULT, STRUCT_BELOW).op(STRUCT_GET, STRUCT, 0));
        Bodies.returning(I32).rejects("type mismatch",
                new Code().op(STRUCT_NEW_DEFAULT, STRUCT).op(STRUCT_GET, STRUCT_BELOW, 0));
    }

    @Test
    void packedFieldsAreReadWithAnExtension() {
        assertThat(Bodies.returning(I32).accepts(new Code().op(REF_NULL, STRUCT).op(STRUCT_GET_U, STRUCT, 1)))
                .endsWith("struct.get_u(3,1)");
        Bodies.returning(I32).rejects("type mismatch", new Code().op(REF_NULL, STRUCT).op(STRUCT_GET, STRUCT, 1));
        Bodies.returning(I32).rejects("type mismatch", new Code().op(REF_NULL, STRUCT).op(STRUCT_GET_U, STRUCT, 0));
        Bodies.returning(I32).rejects("unknown field 3", new Code().op(REF_NULL, STRUCT).op(STRUCT_GET, STRUCT, 3));
    }

    @Test
    void onlyMutableFieldsAreSet() {
        assertThat(Bodies.returning().accepts(
                new Code().op(REF_NULL, STRUCT).op(I32_CONST, 1).op(STRUCT_SET, STRUCT, 0)))
                .endsWith("struct.set(3,0)");
        Bodies.returning().rejects("immutable field",
                new Code().op(REF_NULL, STRUCT).op(I32_CONST, 1).op(STRUCT_SET, STRUCT, 1));
        Bodies.returning().rejects("immutable array",
                new Code().op(REF_NULL, ARRAY_I64_CONST).op(I32_CONST, 1).op(I64_CONST, 1)
                        .op(ARRAY_SET, ARRAY_I64_CONST));
    }

    @Test
    void arraysAreMadeInFiveWays() {
        assertThat(Bodies.returning().accepts(i32s(2).op(ARRAY_NEW, ARRAY_I16).op(DROP)))
                .contains("array.new(4)");
        Bodies.returning().accepts(i32s(1).op(ARRAY_NEW_DEFAULT, ARRAY_FUNC).op(DROP));
        assertThat(Bodies.returning().accepts(i32s(3).op(ARRAY_NEW_FIXED, ARRAY_I16, 3).op(DROP)))
                .contains("array.new_fixed(4,3)");
        assertThat(Bodies.returning().accepts(i32s(2).op(ARRAY_NEW_DATA, ARRAY_I64_CONST, 0).op(DROP)))
                .contains("array.new_data(5,0)");
        assertThat(Bodies.returning().accepts(i32s(2).op(ARRAY_NEW_ELEM, ARRAY_FUNC, 0).op(DROP)))
                .contains("array.new_elem(6,0)");
        Bodies.returning().rejects("array type is not numeric or vector",
                i32s(2).op(ARRAY_NEW_DATA, ARRAY_FUNC, 0).op(DROP));
        Bodies.returning().rejects("type mismatch", i32s(2).op(ARRAY_NEW_ELEM, ARRAY_I16, 0).op(DROP));
        Bodies.returning().rejects("unknown data segment 3", i32s(2).op(ARRAY_NEW_DATA, ARRAY_I16, 3).op(DROP));
        Bodies.returning().rejects("unknown elem segment 3", i32s(2).op(ARRAY_NEW_ELEM, ARRAY_FUNC, 3).op(DROP));
        Bodies.returning().rejects("type mismatch", i32s(2).op(ARRAY_NEW_FIXED, ARRAY_I16, 3).op(DROP));
    }

    @Test
    void fixedArraysAreBounded() {
        assertThatExceptionOfType(LimitException.class).isThrownBy(() -> Bodies.returning().accepts(
                new Code().op(UNREACHABLE).op(ARRAY_NEW_FIXED, ARRAY_I16, 10_001).op(DROP)));
        Bodies.returning().accepts(new Code().op(UNREACHABLE).op(ARRAY_NEW_FIXED, ARRAY_I16, 10_000).op(DROP));
    }

    @Test
    void elementsAreReadAsTheirType() {
        assertThat(Bodies.returning(I64).accepts(
                new Code().op(REF_NULL, ARRAY_I64_CONST).op(I32_CONST, 0).op(ARRAY_GET, ARRAY_I64_CONST)))
                .endsWith("array.get(5)");
        Bodies.returning(I32).accepts(new Code().op(REF_NULL, ARRAY_I16).op(I32_CONST, 0).op(ARRAY_GET_S, ARRAY_I16));
        Bodies.returning(I32).rejects("type mismatch",
                new Code().op(REF_NULL, ARRAY_I16).op(I32_CONST, 0).op(ARRAY_GET, ARRAY_I16));
        assertThat(Bodies.returning(I32).accepts(new Code().op(REF_NULL, ARRAY_I16).op(ARRAY_LEN)))
                .endsWith("array.len");
        Bodies.returning(I32).rejects("type mismatch", new Code().op(REF_NULL, STRUCT).op(ARRAY_LEN));
    }

    @Test
    void bulkOperationsNeedMutableArraysOfFittingTypes() {
        Code copy = new Code().op(REF_NULL, ARRAY_I16).op(I32_CONST, 0).op(REF_NULL, ARRAY_I16).op(I32_CONST, 0)
                .op(I32_CONST, 1);
        assertThat(Bodies.returning().accepts(new Code().raw(copy.toBytes()).op(ARRAY_COPY, ARRAY_I16, ARRAY_I16)))
                .endsWith("array.copy(4,4)");
        Bodies.returning().rejects("array types do not match",
                new Code().raw(copy.toBytes()).op(ARRAY_COPY, ARRAY_I16, ARRAY_FUNC));
        Bodies.returning().rejects("immutable array",
                new Code().raw(copy.toBytes()).op(ARRAY_COPY, ARRAY_I64_CONST, ARRAY_I16));
        assertThat(Bodies.returning().accepts(new Code().op(REF_NULL, ARRAY_I16).op(I32_CONST, 0).op(I32_CONST, 0)
                .op(I32_CONST, 0).op(ARRAY_FILL, ARRAY_I16))).endsWith("array.fill(4)");
        Code init = new Code().op(REF_NULL, ARRAY_FUNC).op(I32_CONST, 0).op(I32_CONST, 0).op(I32_CONST, 0);
        assertThat(Bodies.returning().accepts(new Code().raw(init.toBytes()).op(ARRAY_INIT_ELEM, ARRAY_FUNC, 0)))
                .endsWith("array.init_elem(6,0)");
        Bodies.returning().rejects("array type is not numeric or vector",
                new Code().raw(init.toBytes()).op(ARRAY_INIT_DATA, ARRAY_FUNC, 0));
    }
}
