package dev.vespula.internal.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Feature;
import dev.vespula.internal.binary.Features;
import dev.vespula.internal.binary.Immediates;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.testing.Code;
import dev.vespula.testing.ModuleBytes;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NumericInstructionsTest {
    static Stream<Opcode> plainInstructions() {
        return Arrays.stream(Opcode.values())
                .filter(o -> o.hasSignature() && o.immediates() == Immediates.NONE && o != Opcode.NOP);
    }

    private static Code constant(char type) {
        return switch (type) {
            case 'i' -> new Code().op(Opcode.I32_CONST, 1);
            case 'l' -> new Code().op(Opcode.I64_CONST, 1);
            case 'f' -> new Code().op(Opcode.F32_CONST, 1);
            case 'd' -> new Code().op(Opcode.F64_CONST, 1);
            default -> new Code().op(Opcode.V128_CONST, 1, 1);
        };
    }

    private static int code(char type) {
        return switch (type) {
            case 'i' -> ModuleBytes.I32;
            case 'l' -> ModuleBytes.I64;
            case 'f' -> ModuleBytes.F32;
            case 'd' -> ModuleBytes.F64;
            default -> ModuleBytes.V128;
        };
    }

    private static Bodies function(String results) {
        return Bodies.returning(results.chars().map(c -> code((char) c)).toArray()).with(Features.ALL);
    }

    private static Code operands(String types) {
        Code code = new Code();
        for (char type : types.toCharArray()) {
            code.raw(constant(type).toBytes());
        }
        return code;
    }

    @ParameterizedTest
    @MethodSource("plainInstructions")
    void takesAndGivesWhatTheTableSays(Opcode opcode) {
        String[] signature = opcode.signature().split(":", -1);
        String told = function(signature[1]).accepts(operands(signature[0]).op(opcode));
        assertThat(told).endsWith(" " + opcode.mnemonic());
    }

    @ParameterizedTest
    @MethodSource("plainInstructions")
    void refusesAnyOtherOperandInAnyPlace(Opcode opcode) {
        String[] signature = opcode.signature().split(":", -1);
        String params = signature[0];
        for (int k = 0; k < params.length(); k++) {
            for (char wrong : "ilfdv".toCharArray()) {
                if (wrong != params.charAt(k)) {
                    String operands = params.substring(0, k) + wrong + params.substring(k + 1);
                    function(signature[1]).rejects("type mismatch", operands(operands).op(opcode));
                }
            }
        }
        function(signature[1]).rejects("type mismatch", operands(params.substring(1)).op(opcode));
        function("").rejects("type mismatch", operands(params).op(opcode));
    }

    @ParameterizedTest
    @MethodSource("plainInstructions")
    void takesAnythingInDeadCode(Opcode opcode) {
        String results = opcode.signature().split(":", -1)[1];
        assertThat(function(results).accepts(new Code().op(Opcode.UNREACHABLE).op(opcode)))
                .isEqualTo("unreachable");
    }

    @Test
    void constantsKeepTheirBits() {
        Code code = new Code().op(Opcode.I32_CONST, Integer.MIN_VALUE).op(Opcode.DROP)
                .op(Opcode.I64_CONST, Long.MIN_VALUE).op(Opcode.DROP)
                .op(Opcode.F32_CONST, 0x7FA00001).op(Opcode.DROP)
                .op(Opcode.F64_CONST, 0x7FF4000000000001L).op(Opcode.DROP)
                .op(Opcode.V128_CONST, -1, 5).op(Opcode.DROP)
                .op(Opcode.NOP);
        assertThat(Bodies.returning().accepts(code)).isEqualTo("i32.const(-2147483648) drop "
                + "i64.const(-9223372036854775808) drop f32.const(2141192193) drop "
                + "f64.const(9219994337134247937) drop v128.const(-1,5) drop nop");
    }

    @Test
    void instructionsOfFeaturesThatAreOffAreIllegal() {
        Bodies.returning().refuses("illegal opcode fc 13: WIDE_ARITHMETIC support is not enabled",
                new Code().op(Opcode.I64_ADD128));
        Bodies.returning().with(Features.of(new Config().without(Feature.LEGACY_EXCEPTIONS)))
                .refuses("illegal opcode 06: LEGACY_EXCEPTIONS support is not enabled", new Code().op(Opcode.TRY, Code.EMPTY));
        Bodies.returning().refuses("illegal opcode ff", new Code().raw(0xFF));
        Bodies.returning().refuses("illegal opcode fd 94 02", new Code().raw(0xFD, 0x94, 2));
        Bodies.returning().refuses("illegal opcode fc ff ff ff ff 0f",
                new Code().raw(0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F));
    }
}
