package dev.vespula.internal.validate;

import static dev.vespula.internal.binary.Opcode.DROP;
import static dev.vespula.internal.binary.Opcode.I32_CONST;
import static dev.vespula.internal.binary.Opcode.I8X16_SHUFFLE;
import static dev.vespula.internal.binary.Opcode.V128_CONST;
import static dev.vespula.testing.ModuleBytes.V128;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.internal.binary.Immediates;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.testing.Code;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LaneInstructionsTest {
    static Stream<Opcode> lanes() {
        return Arrays.stream(Opcode.values()).filter(o -> o.immediates() == Immediates.LANE);
    }

    static Stream<Opcode> laneAccesses() {
        return Arrays.stream(Opcode.values()).filter(o -> o.immediates() == Immediates.MEMARG_LANE);
    }

    private static Code operands(Opcode opcode) {
        Code code = new Code().op(V128_CONST, 0, 0);
        return switch (opcode.signature().charAt(1)) {
            case 'i' -> code.op(I32_CONST, 0);
            case 'l' -> code.op(Opcode.I64_CONST, 0);
            case 'f' -> code.op(Opcode.F32_CONST, 0);
            case 'd' -> code.op(Opcode.F64_CONST, 0);
            default -> code;
        };
    }

    @ParameterizedTest
    @MethodSource("lanes")
    void lanesAreCountedByTheShape(Opcode opcode) {
        int count = Integer.parseInt(opcode.mnemonic().replaceAll("^[if]\\d+x(\\d+)\\..*", "$1"));
        assertThat(Bodies.returning().accepts(operands(opcode).op(opcode, count - 1).op(DROP)))
                .contains(opcode.mnemonic() + "(" + (count - 1) + ")");
        Bodies.returning().rejects("invalid lane index " + count, operands(opcode).op(opcode, count).op(DROP));
        Bodies.returning().rejects("type mismatch", new Code().op(I32_CONST, 0).op(opcode, 0).op(DROP));
    }

    @ParameterizedTest
    @MethodSource("laneAccesses")
    void lanesOfAccessesAreCountedByTheSize(Opcode opcode) {
        int count = 16 >> opcode.naturalAlignment();
        boolean loads = opcode.mnemonic().contains("load");
        int[] results = loads ? new int[] {V128} : new int[0];
        Code operands = new Code().op(I32_CONST, 0).op(V128_CONST, 0, 0);
        assertThat(Bodies.returning(results).accepts(
                new Code().raw(operands.toBytes()).op(opcode, 0, 5).raw(count - 1)))
                .endsWith(opcode.mnemonic() + "(0,5," + (count - 1) + ")");
        Bodies.returning(results).rejects("invalid lane index",
                new Code().raw(operands.toBytes()).op(opcode, 0, 5).raw(count));
    }

    @Test
    void shufflesChooseAmongThirtyTwoLanes() {
        Code operands = new Code().op(V128_CONST, 0, 0).op(V128_CONST, 0, 0);
        long[] lanes = {0, 1, 2, 3, 4, 5, 6, 31, 16, 17, 18, 19, 20, 21, 22, 23};
        assertThat(Bodies.returning(V128).accepts(new Code().raw(operands.toBytes()).op(I8X16_SHUFFLE, lanes)))
                .endsWith("i8x16.shuffle(" + 0x1F06050403020100L + "," + 0x1716151413121110L + ")");
        lanes[15] = 32;
        Bodies.returning(V128).rejects("invalid lane index 32",
                new Code().raw(operands.toBytes()).op(I8X16_SHUFFLE, lanes));
    }
}
