package dev.vespula.internal.validate;

import static dev.vespula.internal.binary.Opcode.DATA_DROP;
import static dev.vespula.internal.binary.Opcode.DROP;
import static dev.vespula.internal.binary.Opcode.F32_LOAD;
import static dev.vespula.internal.binary.Opcode.I32_ATOMIC_LOAD;
import static dev.vespula.internal.binary.Opcode.I32_ATOMIC_RMW8_ADD_U;
import static dev.vespula.internal.binary.Opcode.I32_CONST;
import static dev.vespula.internal.binary.Opcode.I32_LOAD;
import static dev.vespula.internal.binary.Opcode.I32_LOAD8_S;
import static dev.vespula.internal.binary.Opcode.I64_CONST;
import static dev.vespula.internal.binary.Opcode.I64_STORE;
import static dev.vespula.internal.binary.Opcode.MEMORY_COPY;
import static dev.vespula.internal.binary.Opcode.MEMORY_FILL;
import static dev.vespula.internal.binary.Opcode.MEMORY_GROW;
import static dev.vespula.internal.binary.Opcode.MEMORY_INIT;
import static dev.vespula.internal.binary.Opcode.MEMORY_SIZE;
import static dev.vespula.testing.ModuleBytes.F32;
import static dev.vespula.testing.ModuleBytes.I32;
import static dev.vespula.testing.ModuleBytes.I64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Feature;
import dev.vespula.internal.binary.Features;
import dev.vespula.internal.binary.Immediates;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.testing.Code;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MemoryInstructionsTest {
    /** The flag of a memory index, here with alignment 1. */
    private static final int WITH_MEMORY = 0x40;

    static Stream<Opcode> accesses() {
        return Arrays.stream(Opcode.values()).filter(o -> o.immediates() == Immediates.MEMARG);
    }

    private static Code operands(Opcode opcode, Opcode address) {
        Code code = new Code();
        for (char type : opcode.signature().split(":", -1)[0].toCharArray()) {
            switch (type) {
                case 'a' -> code.op(address, 0);
                case 'i' -> code.op(I32_CONST, 0);
                case 'l' -> code.op(I64_CONST, 0);
                case 'f' -> code.op(Opcode.F32_CONST, 0);
                case 'd' -> code.op(Opcode.F64_CONST, 0);
                default -> code.op(Opcode.V128_CONST, 0, 0);
            }
        }
        return code;
    }

    private static Code finish(Code code, Opcode opcode) {
        return opcode.signature().endsWith(":") ? code : code.op(DROP);
    }

    @ParameterizedTest
    @MethodSource("accesses")
    void addressesAreOfTheMemorysType(Opcode opcode) {
        int alignment = opcode.naturalAlignment();
        String told = Bodies.returning().accepts(finish(operands(opcode, I32_CONST).op(opcode, alignment, 8), opcode));
        assertThat(told).contains(opcode.mnemonic() + "(0,8)");
        Code wide = operands(opcode, I64_CONST).op(opcode, WITH_MEMORY | alignment).unsigned(1).unsigned(1L << 40);
        // The builder writes the flags only; memory and offset follow.
        assertThat(Bodies.returning().accepts(finish(wide, opcode)))
                .contains(opcode.mnemonic() + "(1,1099511627776)");
        Bodies.returning().rejects("type mismatch",
                finish(operands(opcode, I64_CONST).op(opcode, alignment, 0), opcode));
    }

    @ParameterizedTest
    @MethodSource("accesses")
    void alignmentIsAtMostNaturalAndExactForAtomics(Opcode opcode) {
        int alignment = opcode.naturalAlignment();
        Bodies.returning().rejects("alignment must not be larger than natural",
                finish(operands(opcode, I32_CONST).op(opcode, alignment + 1, 0), opcode));
        Bodies.returning().refuses("malformed memop flags",
                finish(operands(opcode, I32_CONST).op(opcode, 0x80, 0), opcode));
        if (alignment > 0) {
            Code lower = finish(operands(opcode, I32_CONST).op(opcode, alignment - 1, 0), opcode);
            if (opcode.prefix() == 0xFE) {
                Bodies.returning().rejects("alignment must be natural", lower);
            } else {
                Bodies.returning().accepts(lower);
            }
        }
    }

    @Test
    void eventsTellLoadsStoresAndAtomicsApart() {
        assertThat(Bodies.returning(I32).accepts(new Code().op(I32_CONST, 1).op(I32_LOAD8_S, 0, 3)))
                .isEqualTo("i32.const(1) i32.load8_s(0,3)");
        assertThat(Bodies.returning().accepts(new Code().op(I32_CONST, 1).op(I64_CONST, 2).op(I64_STORE, 3, 4)))
                .isEqualTo("i32.const(1) i64.const(2) i64.store(0,4)");
        assertThat(Bodies.returning(I32).accepts(
                new Code().op(I32_CONST, 1).op(I32_CONST, 2).op(I32_ATOMIC_RMW8_ADD_U, 0, 4)))
                .isEqualTo("i32.const(1) i32.const(2) i32.atomic.rmw8.add_u(0,4)");
        assertThat(Bodies.returning().accepts(new Code().op(Opcode.ATOMIC_FENCE, 0))).isEqualTo("atomic.fence");
        Bodies.returning().refuses("zero byte expected", new Code().op(Opcode.ATOMIC_FENCE, 1));
        Bodies.returning(I32).with(Features.of(new Config().without(Feature.THREADS)))
                .refuses("illegal opcode", new Code().op(I32_CONST, 1).op(I32_ATOMIC_LOAD, 2, 0));
    }

    @Test
    void offsetsFitTheAddressType() {
        Bodies.returning(I32).accepts(new Code().op(I32_CONST, 0).op(I32_LOAD, 2, 0xFFFF_FFFFL));
        Bodies.returning(I32).rejects("offset out of range", new Code().op(I32_CONST, 0).op(I32_LOAD, 2, 1L << 32));
    }

    @Test
    void memoriesMustExist() {
        Bodies.returning(I32).rejects("unknown memory 2",
                new Code().op(I32_CONST, 0).raw(0x28, WITH_MEMORY | 2, 2, 0));
        Bodies.returning(I32).rejects("unknown memory 2", new Code().op(MEMORY_SIZE, 2));
        Bodies.returning(F32).rejects("type mismatch", new Code().op(I64_CONST, 0).op(F32_LOAD, 2, 0));
    }

    @Test
    void sizesAreOfTheAddressType() {
        assertThat(Bodies.returning(I32, I64).accepts(
                new Code().op(MEMORY_SIZE, 0).op(MEMORY_GROW, 0).op(MEMORY_SIZE, 1).op(MEMORY_GROW, 1)))
                .isEqualTo("memory.size(0) memory.grow(0) memory.size(1) memory.grow(1)");
        Bodies.returning(I32).rejects("type mismatch", new Code().op(MEMORY_SIZE, 1));
    }

    @Test
    void copiesBetweenMemoriesTakeTheSmallerLength() {
        Code within = new Code().op(I64_CONST, 0).op(I64_CONST, 0).op(I64_CONST, 0).op(MEMORY_COPY, 1, 1);
        assertThat(Bodies.returning().accepts(within)).endsWith("memory.copy(1,1)");
        Bodies.returning().accepts(new Code().op(I64_CONST, 0).op(I32_CONST, 0).op(I32_CONST, 0).op(MEMORY_COPY, 1, 0));
        Bodies.returning().accepts(new Code().op(I32_CONST, 0).op(I64_CONST, 0).op(I32_CONST, 0).op(MEMORY_COPY, 0, 1));
        Bodies.returning().rejects("type mismatch",
                new Code().op(I32_CONST, 0).op(I64_CONST, 0).op(I64_CONST, 0).op(MEMORY_COPY, 0, 1));
        Bodies.returning().accepts(new Code().op(I64_CONST, 0).op(I32_CONST, 0).op(I64_CONST, 0).op(MEMORY_FILL, 1));
    }

    @Test
    void segmentsMustExist() {
        Code operands = new Code().op(I32_CONST, 0).op(I32_CONST, 0).op(I32_CONST, 0);
        assertThat(Bodies.returning().accepts(
                new Code().raw(operands.toBytes()).op(MEMORY_INIT, 0, 0).op(DATA_DROP, 0)))
                .endsWith("memory.init(0,0) data.drop(0)");
        Bodies.returning().rejects("unknown data segment 1", new Code().raw(operands.toBytes()).op(MEMORY_INIT, 1, 0));
        Bodies.returning().rejects("unknown memory 5", new Code().raw(operands.toBytes()).op(MEMORY_INIT, 1, 5));
        Bodies.returning().rejects("unknown data segment 1", new Code().op(DATA_DROP, 1));
    }
}
