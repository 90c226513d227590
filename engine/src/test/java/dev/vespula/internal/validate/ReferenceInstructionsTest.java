package dev.vespula.internal.validate;

import static dev.vespula.internal.binary.Opcode.ANY_CONVERT_EXTERN;
import static dev.vespula.internal.binary.Opcode.BLOCK;
import static dev.vespula.internal.binary.Opcode.BR_ON_CAST;
import static dev.vespula.internal.binary.Opcode.BR_ON_CAST_FAIL;
import static dev.vespula.internal.binary.Opcode.BR_ON_NON_NULL;
import static dev.vespula.internal.binary.Opcode.BR_ON_NULL;
import static dev.vespula.internal.binary.Opcode.DROP;
import static dev.vespula.internal.binary.Opcode.EXTERN_CONVERT_ANY;
import static dev.vespula.internal.binary.Opcode.I31_GET_S;
import static dev.vespula.internal.binary.Opcode.I32_CONST;
import static dev.vespula.internal.binary.Opcode.LOCAL_GET;
import static dev.vespula.internal.binary.Opcode.REF_AS_NON_NULL;
import static dev.vespula.internal.binary.Opcode.REF_CAST;
import static dev.vespula.internal.binary.Opcode.REF_CAST_NULL;
import static dev.vespula.internal.binary.Opcode.REF_EQ;
import static dev.vespula.internal.binary.Opcode.REF_FUNC;
import static dev.vespula.internal.binary.Opcode.REF_I31;
import static dev.vespula.internal.binary.Opcode.REF_IS_NULL;
import static dev.vespula.internal.binary.Opcode.REF_NULL;
import static dev.vespula.internal.binary.Opcode.REF_TEST;
import static dev.vespula.internal.binary.Opcode.REF_TEST_NULL;
import static dev.vespula.internal.binary.Opcode.STRUCT_NEW;
import static dev.vespula.internal.binary.Opcode.UNREACHABLE;
import static dev.vespula.testing.Code.EMPTY;
import static dev.vespula.testing.ModuleBytes.ANYREF;
import static dev.vespula.testing.ModuleBytes.EXTERNREF;
import static dev.vespula.testing.ModuleBytes.FUNCREF;
import static dev.vespula.testing.ModuleBytes.I32;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.testing.Code;
import org.junit.jupiter.api.Test;

class ReferenceInstructionsTest {
    private static final int EQ = 0x6D;
    private static final int I31 = 0x6C;
    private static final int NONE = 0x71;
    private static final int STRUCTREF = 0x6B;

    @Test
    void nullsAndFunctions() {
        assertThat(Bodies.returning(I32, FUNCREF).accepts(
                new Code().op(REF_NULL, NONE).op(REF_IS_NULL).op(REF_FUNC, 0)))
                .isEqualTo("ref.null ref.is_null ref.func(0)");
        Bodies.returning(ANYREF).accepts(new Code().op(REF_NULL, NONE));
        Bodies.returning(ANYREF).rejects("type mismatch", new Code().op(REF_NULL, FUNCREF));
        Bodies.returning(I32).rejects("type mismatch", new Code().op(I32_CONST, 0).op(REF_IS_NULL));
        Bodies.returning(FUNCREF).rejects("undeclared function reference 1", new Code().op(REF_FUNC, 1));
        Bodies.returning(FUNCREF).rejects("unknown function 2", new Code().op(REF_FUNC, 2));
        Bodies.returning(FUNCREF).refuses("malformed heap type", new Code().op(REF_NULL, 0x7F));
        Bodies.returning(FUNCREF).rejects("unknown type 77", new Code().raw(0xD0, 0xCD, 0));
    }

    @Test
    void testsAndCastsStayInTheirHierarchy() {
        int i31 = ValTypes.nonNull(HeapTypes.I31);
        int nullableI31 = ValTypes.nullable(HeapTypes.I31);
        Bodies any = Bodies.returning(I32, I32).taking(ANYREF);
        assertThat(any.accepts(new Code().op(LOCAL_GET, 0).op(REF_TEST, I31).op(LOCAL_GET, 0).op(REF_TEST_NULL, I31)))
                .isEqualTo("local.get(0) ref.test(" + i31 + ") local.get(0) ref.test(" + nullableI31 + ")");
        Bodies.returning(I32).taking(ANYREF).accepts(
                new Code().op(LOCAL_GET, 0).op(REF_CAST, I31).op(I31_GET_S));
        Bodies.returning(0x6C).taking(ANYREF).accepts(new Code().op(LOCAL_GET, 0).op(REF_CAST_NULL, I31));
        Bodies.returning().taking(FUNCREF).rejects("type mismatch",
                new Code().op(LOCAL_GET, 0).op(REF_CAST, I31).op(DROP));
        Bodies.returning().taking(ANYREF).rejects("type mismatch",
                new Code().op(LOCAL_GET, 0).op(REF_TEST, FUNCREF).op(DROP));
    }

    @Test
    void equalityIsForComparableReferences() {
        Bodies.returning(I32).taking(EQ, I31).accepts(new Code().op(LOCAL_GET, 0).op(LOCAL_GET, 1).op(REF_EQ));
        Bodies.returning(I32).taking(EQ, ANYREF).rejects("type mismatch",
                new Code().op(LOCAL_GET, 0).op(LOCAL_GET, 1).op(REF_EQ));
    }

    @Test
    void smallIntegersAndConversions() {
        assertThat(Bodies.returning(EXTERNREF).accepts(new Code().op(I32_CONST, 1).op(REF_I31).op(EXTERN_CONVERT_ANY)))
                .isEqualTo("i32.const(1) ref.i31 extern.convert_any");
        Bodies.returning(ANYREF).taking(EXTERNREF).accepts(new Code().op(LOCAL_GET, 0).op(ANY_CONVERT_EXTERN));
        Bodies.returning(ANYREF).taking(ANYREF).rejects("type mismatch",
                new Code().op(LOCAL_GET, 0).op(ANY_CONVERT_EXTERN));
        Bodies.returning(I32).rejects("type mismatch", new Code().op(I32_CONST, 1).op(I31_GET_S));
    }

    @Test
    void branchesOnNull() {
        assertThat(Bodies.returning().taking(EXTERNREF).accepts(
                new Code().op(BLOCK, EMPTY).op(LOCAL_GET, 0).op(BR_ON_NULL, 0).op(DROP).end()))
                .isEqualTo("block([],[]) local.get(0) br_on_null(0) drop end");
        assertThat(Bodies.returning(EXTERNREF).taking(EXTERNREF).accepts(
                new Code().op(LOCAL_GET, 0).op(BR_ON_NON_NULL, 0).op(UNREACHABLE)))
                .isEqualTo("local.get(0) br_on_non_null(0) unreachable");
        // What is left is not null, as the struct's field wants it.
        Bodies.returning().accepts(new Code().op(REF_NULL, Bodies.STRUCT).op(BR_ON_NULL, 0)
                .op(STRUCT_NEW, Bodies.STRUCT_OF_REF).op(DROP));
        Bodies.returning().rejects("type mismatch", new Code().op(REF_NULL, Bodies.STRUCT)
                .op(STRUCT_NEW, Bodies.STRUCT_OF_REF).op(DROP));
        Bodies.returning(FUNCREF).taking(EXTERNREF).rejects("type mismatch",
                new Code().op(LOCAL_GET, 0).op(BR_ON_NON_NULL, 0).op(UNREACHABLE));
        Bodies.returning().taking(EXTERNREF).rejects("type mismatch",
                new Code().op(LOCAL_GET, 0).op(BR_ON_NON_NULL, 0));
        Bodies.returning().rejects("type mismatch", new Code().op(I32_CONST, 0).op(BR_ON_NULL, 0).op(DROP));
        Bodies.returning().taking(EXTERNREF).accepts(new Code().op(LOCAL_GET, 0).op(REF_AS_NON_NULL).op(DROP));
    }

    /** Flags, label, source and target heap types. */
    private static Code castBranch(Opcode opcode, int flags, int from, int to) {
        return new Code().op(LOCAL_GET, 0).op(opcode, flags, 0, from, to);
    }

    /** What is not cast becomes the field of a struct, which must not be null. */
    private static Code structCastBranch(int flags) {
        return new Code().op(REF_NULL, Bodies.STRUCT).op(BR_ON_CAST, flags, 0, Bodies.STRUCT, Bodies.STRUCT_BELOW)
                .op(STRUCT_NEW, Bodies.STRUCT_OF_REF).op(DROP).op(UNREACHABLE);
    }

    @Test
    void branchesOnCastsSplitTheType() {
        int i31 = ValTypes.nonNull(HeapTypes.I31);
        assertThat(Bodies.returning(I31).taking(ANYREF).accepts(castBranch(BR_ON_CAST, 1, ANYREF, I31).op(DROP)
                .op(UNREACHABLE)))
                .isEqualTo("local.get(0) br_on_cast(0," + i31 + ") drop unreachable");
        // Null goes along with the cast, so what is left is not null; without null it may be.
        Bodies.returning(STRUCTREF).accepts(structCastBranch(3));
        Bodies.returning(STRUCTREF).rejects("type mismatch", structCastBranch(1));
        assertThat(Bodies.returning(ANYREF).taking(ANYREF).accepts(castBranch(BR_ON_CAST_FAIL, 1, ANYREF, I31)))
                .isEqualTo("local.get(0) br_on_cast_fail(0," + i31 + ")");
        Bodies.returning(ANYREF).taking(I31).rejects("type mismatch", castBranch(BR_ON_CAST, 3, I31, ANYREF));
        Bodies.returning(EXTERNREF).taking(ANYREF).rejects("type mismatch",
                castBranch(BR_ON_CAST, 1, ANYREF, I31).op(UNREACHABLE));
        Bodies.returning(ANYREF).taking(ANYREF).rejects("type mismatch", castBranch(BR_ON_CAST, 2, ANYREF, I31));
        Bodies.returning(ANYREF).taking(ANYREF).refuses("malformed br_on_cast flags",
                castBranch(BR_ON_CAST, 4, ANYREF, I31));
    }
}
