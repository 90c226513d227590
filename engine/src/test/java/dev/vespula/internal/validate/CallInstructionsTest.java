package dev.vespula.internal.validate;

import static dev.vespula.internal.binary.Opcode.CALL;
import static dev.vespula.internal.binary.Opcode.CALL_INDIRECT;
import static dev.vespula.internal.binary.Opcode.CALL_REF;
import static dev.vespula.internal.binary.Opcode.DROP;
import static dev.vespula.internal.binary.Opcode.I32_CONST;
import static dev.vespula.internal.binary.Opcode.I64_CONST;
import static dev.vespula.internal.binary.Opcode.REF_FUNC;
import static dev.vespula.internal.binary.Opcode.REF_NULL;
import static dev.vespula.internal.binary.Opcode.RETURN_CALL;
import static dev.vespula.internal.binary.Opcode.RETURN_CALL_INDIRECT;
import static dev.vespula.internal.binary.Opcode.RETURN_CALL_REF;
import static dev.vespula.testing.ModuleBytes.EXTERNREF;
import static dev.vespula.testing.ModuleBytes.FUNCREF;
import static dev.vespula.testing.ModuleBytes.I32;
import static dev.vespula.testing.ModuleBytes.I64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vespula.LimitException;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.testing.Code;
import dev.vespula.testing.ModuleBytes;
import dev.vespula.testing.Modules;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CallInstructionsTest {
    @Test
    void directCallsTakeParametersAndGiveResults() {
        assertThat(Bodies.returning(I32).accepts(new Code().op(I32_CONST, 1).op(CALL, 0)))
                .isEqualTo("i32.const(1) call(0)");
        Bodies.returning(I32).rejects("type mismatch", new Code().op(I64_CONST, 1).op(CALL, 0));
        Bodies.returning(I32).rejects("type mismatch", new Code().op(CALL, 0));
        Bodies.returning().rejects("unknown function 9", new Code().op(CALL, 9));
    }

    @Test
    void indirectCallsTakeAnIndexOfTheTablesAddressType() {
        int swap = Bodies.FUNC_SWAP;
        Code operands = new Code().op(I32_CONST, 1).op(I64_CONST, 2);
        assertThat(Bodies.returning(I64, I32).accepts(
                new Code().raw(operands.toBytes()).op(I32_CONST, 0).op(CALL_INDIRECT, swap, 0)))
                .isEqualTo("i32.const(1) i64.const(2) i32.const(0) call_indirect(2,0)");
        Bodies.returning(I64, I32).accepts(
                new Code().raw(operands.toBytes()).op(I64_CONST, 0).op(CALL_INDIRECT, swap, 2));
        Bodies.returning(I64, I32).rejects("type mismatch",
                new Code().raw(operands.toBytes()).op(I32_CONST, 0).op(CALL_INDIRECT, swap, 2));
        Bodies.returning().rejects("type mismatch", new Code().op(I32_CONST, 0).op(CALL_INDIRECT, 0, 1));
        Bodies.returning().rejects("unknown table 7", new Code().op(I32_CONST, 0).op(CALL_INDIRECT, 0, 7));
        Bodies.returning().rejects("unknown type 99", new Code().op(I32_CONST, 0).op(CALL_INDIRECT, 99, 0));
        Bodies.returning().rejects("type mismatch", new Code().op(I32_CONST, 0).op(CALL_INDIRECT, Bodies.STRUCT, 0));
    }

    @Test
    void callsOfReferencesNeedThatTypeOfFunction() {
        assertThat(Bodies.returning(I32).accepts(
                new Code().op(I32_CONST, 1).op(REF_FUNC, 0).op(CALL_REF, Bodies.FUNC_I32_TO_I32)))
                .isEqualTo("i32.const(1) ref.func(0) call_ref(1)");
        Bodies.returning(I32).accepts(new Code().op(I32_CONST, 1).op(REF_NULL, Bodies.FUNC_I32_TO_I32)
                .op(CALL_REF, Bodies.FUNC_I32_TO_I32));
        Bodies.returning().rejects("type mismatch", new Code().op(REF_FUNC, 0).op(CALL_REF, 0));
        Bodies.returning().rejects("type mismatch", new Code().op(REF_NULL, FUNCREF).op(CALL_REF, 0));
    }

    @Test
    void tailCallsEndTheCode() {
        assertThat(Bodies.returning(I32).accepts(new Code().op(I32_CONST, 1).op(RETURN_CALL, 0).op(I64_CONST, 3)
                .op(DROP))).isEqualTo("i32.const(1) return_call(0)");
        assertThat(Bodies.returning().accepts(new Code().op(I32_CONST, 0).op(RETURN_CALL_INDIRECT, 0, 0)))
                .isEqualTo("i32.const(0) return_call_indirect(0,0)");
        assertThat(Bodies.returning(I32).accepts(
                new Code().op(I32_CONST, 1).op(REF_FUNC, 0).op(RETURN_CALL_REF, Bodies.FUNC_I32_TO_I32)))
                .isEqualTo("i32.const(1) ref.func(0) return_call_ref(1)");
    }

    @Test
    void tailCallsGiveTheFunctionsResults() {
        Bodies.returning(I64).rejects("type mismatch", new Code().op(I32_CONST, 1).op(RETURN_CALL, 0));
        Bodies.returning().rejects("type mismatch", new Code().op(I32_CONST, 1).op(RETURN_CALL, 0));
        Bodies.returning(EXTERNREF).rejects("type mismatch",
                new Code().op(I32_CONST, 0).op(RETURN_CALL_INDIRECT, 0, 0));
    }

    @Test
    void resultsThatPileUpAreBounded() {
        ModuleBytes module = new ModuleBytes();
        int[] many = new int[1000];
        Arrays.fill(many, I64);
        int type = module.type(new int[0], many);
        int function = module.imports("env", "many", ModuleBytes.FUNCTION, type);
        Code code = new Code();
        for (int k = 0; k < 100_000; k++) {
            code.op(CALL, function);
        }
        module.function(module.type(new int[0], new int[0]), code.op(Opcode.UNREACHABLE).end());
        assertThatExceptionOfType(LimitException.class).isThrownBy(() -> Modules.validate(module.toBytes()))
                .withMessageContaining("operands");
    }
}
