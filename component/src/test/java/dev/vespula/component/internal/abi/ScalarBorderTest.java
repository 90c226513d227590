package dev.vespula.component.internal.abi;

import static dev.vespula.component.types.Primitive.BOOL;
import static dev.vespula.component.types.Primitive.CHAR;
import static dev.vespula.component.types.Primitive.F32;
import static dev.vespula.component.types.Primitive.F64;
import static dev.vespula.component.types.Primitive.S16;
import static dev.vespula.component.types.Primitive.S32;
import static dev.vespula.component.types.Primitive.S64;
import static dev.vespula.component.types.Primitive.S8;
import static dev.vespula.component.types.Primitive.U16;
import static dev.vespula.component.types.Primitive.U32;
import static dev.vespula.component.types.Primitive.U64;
import static dev.vespula.component.types.Primitive.U8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.vespula.Trap;
import dev.vespula.component.internal.model.StringEncoding;
import dev.vespula.component.types.EnumType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.ValueType;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are one core value: which bits count, what they become, and which are refused. */
class ScalarBorderTest {
    private final Border border = new Border();

    /** Type, core value, Java value, and the core value that it is lowered to. */
    static Stream<Arguments> values() {
        return Stream.of(
                arguments(BOOL, 0, false, 0), arguments(BOOL, 1, true, 1), arguments(BOOL, 2, true, 1),
                arguments(BOOL, -1, true, 1), arguments(BOOL, 0x100, true, 1),
                arguments(U8, 0x7F, 0x7F, 0x7F), arguments(U8, 0x80, 0x80, 0x80), arguments(U8, 0xFF, 0xFF, 0xFF),
                arguments(U8, 0x100, 0, 0), arguments(U8, -1, 0xFF, 0xFF), arguments(U8, -0x80, 0x80, 0x80),
                arguments(U8, -0x81, 0x7F, 0x7F),
                arguments(S8, 0x7F, (byte) 0x7F, 0x7F), arguments(S8, 0x80, (byte) -0x80, -0x80),
                arguments(S8, 0xFF, (byte) -1, -1), arguments(S8, 0x100, (byte) 0, 0), arguments(S8, -1, (byte) -1, -1),
                arguments(S8, -0x80, (byte) -0x80, -0x80), arguments(S8, -0x81, (byte) 0x7F, 0x7F),
                arguments(U16, 0x7FFF, 0x7FFF, 0x7FFF), arguments(U16, 0x8000, 0x8000, 0x8000),
                arguments(U16, 0xFFFF, 0xFFFF, 0xFFFF), arguments(U16, 0x1_0000, 0, 0), arguments(U16, -1, 0xFFFF, 0xFFFF),
                arguments(U16, -0x8000, 0x8000, 0x8000), arguments(U16, -0x8001, 0x7FFF, 0x7FFF),
                arguments(S16, 0x7FFF, (short) 0x7FFF, 0x7FFF), arguments(S16, 0x8000, (short) -0x8000, -0x8000),
                arguments(S16, 0xFFFF, (short) -1, -1), arguments(S16, 0x1_0000, (short) 0, 0),
                arguments(S16, -0x8001, (short) 0x7FFF, 0x7FFF),
                arguments(U32, Integer.MAX_VALUE, 0x7FFF_FFFFL, Integer.MAX_VALUE),
                arguments(U32, Integer.MIN_VALUE, 0x8000_0000L, Integer.MIN_VALUE), arguments(U32, -1, 0xFFFF_FFFFL, -1),
                arguments(S32, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE), arguments(S32, -1, -1, -1),
                arguments(S32, Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE),
                arguments(U64, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE), arguments(U64, -1L, -1L, -1L),
                arguments(S64, Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE), arguments(S64, -1L, -1L, -1L),
                arguments(F32, Float.floatToRawIntBits(3.14f), 3.14f, Float.floatToRawIntBits(3.14f)),
                arguments(F32, Integer.MIN_VALUE, -0f, Integer.MIN_VALUE),
                arguments(F64, Double.doubleToRawLongBits(3.14), 3.14, Double.doubleToRawLongBits(3.14)),
                arguments(CHAR, 0, 0, 0), arguments(CHAR, 65, 65, 65), arguments(CHAR, 0xD7FF, 0xD7FF, 0xD7FF),
                arguments(CHAR, 0xE000, 0xE000, 0xE000), arguments(CHAR, 0x10_FFFF, 0x10_FFFF, 0x10_FFFF),
                arguments(new EnumType(List.of("a", "b")), 0, "a", 0), arguments(new EnumType(List.of("a", "b")), 1, "b", 1));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesComeInAndGoOut(ValueType type, Number core, Object value, Number lowered) {
        Border.Side guest = border.side();
        assertThat(border.lift(type, guest, core.longValue())).isEqualTo(value);
        assertThat(border.lower(type, guest, value)).containsExactly(lowered.longValue());
        assertThat(border.transfer(type, guest, border.side(), core.longValue())).containsExactly(lowered.longValue());
    }

    /** What lies in memory is as wide as the type, whatever stands beside it. */
    @ParameterizedTest
    @MethodSource("values")
    void valuesLieInMemory(ValueType type, Number core, Object value, Number lowered) {
        int size = (int) new Layout(4).size(type);
        // What is true lies in one byte: of core values more bits count.
        byte[] element = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(type == BOOL ? lowered.longValue() : core
                .longValue()).array();
        byte[] content = ByteBuffer.allocate(3 * size + 8).put(size, element).array();
        content[0] = -1;
        content[2 * size] = -1;
        Border.Side guest = border.side(StringEncoding.UTF8, content, 64);
        Object list = border.lift(Types.list(type), guest, size, 1);
        Object single = list instanceof List<?> boxed ? boxed.get(0) : Array.get(list, 0);
        assertThat(single).isEqualTo(list instanceof List ? value : raw(type, value));
        long[] place = border.lower(Types.list(type), guest, List.of(value));
        byte[] stored = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(lowered.longValue()).array();
        assertThat(guest.bytes(place[0], size)).isEqualTo(Arrays.copyOf(stored, size));
    }

    /** Arrays have the bits of unsigned numbers. */
    private static Object raw(ValueType type, Object value) {
        return switch ((Primitive) type) {
            case U8 -> ((Integer) value).byteValue();
            case U16 -> ((Integer) value).shortValue();
            case U32 -> ((Long) value).intValue();
            default -> value;
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0xD800, 0xDFFF, 0x11_0000, -1})
    void whatIsNoCharacterTraps(int core) {
        assertThatThrownBy(() -> border.lift(CHAR, border.side(), core)).isInstanceOf(Trap.class).hasMessageContaining("char");
        assertThat(Border.traps(() -> border.transfer(CHAR, border.side(), border.side(), core))).isTrue();
        Border.Side guest = border.side(StringEncoding.UTF8, ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(core)
                .array(), 0);
        assertThat(Border.traps(() -> border.lift(Types.list(CHAR), guest, 0, 1))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 255, 256, -1})
    void whatIsNoCaseTraps(int core) {
        ValueType type = new EnumType(List.of("a", "b"));
        assertThat(Border.traps(() -> border.lift(type, border.side(), core))).isTrue();
        assertThat(Border.traps(() -> border.transfer(type, border.side(), border.side(), core))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x7FC0_0000, 0x7FC0_0001, 0x7FE0_0000, 0x7FFF_FFFF, -1, 0x7F80_0001, 0x7F80_0000, 0x3FC0_0000})
    void onlyOneNanComesOutOfAnF32(int bits) {
        int expected = Float.isNaN(Float.intBitsToFloat(bits)) ? 0x7FC0_0000 : bits;
        assertThat(Float.floatToRawIntBits((Float) border.lift(F32, border.side(), bits))).isEqualTo(expected);
        Border.Side guest = border.side(StringEncoding.UTF8, ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(bits)
                .array(), 0);
        Object pair = border.lift(Types.list(Types.tuple(F32)), guest, 0, 1);
        assertThat(Float.floatToRawIntBits((Float) ((List<?>) ((List<?>) pair).get(0)).get(0))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {0x7FF8_0000_0000_0000L, 0x7FF8_0000_0000_0001L, 0x7FFC_0000_0000_0000L, 0x7FFF_FFFF_FFFF_FFFFL, -1,
        0x7FF0_0000_0000_0001L, 0x7FF0_0000_0000_0000L, 0x3FF0_0000_0000_0000L})
    void onlyOneNanComesOutOfAnF64(long bits) {
        long expected = Double.isNaN(Double.longBitsToDouble(bits)) ? 0x7FF8_0000_0000_0000L : bits;
        assertThat(Double.doubleToRawLongBits((Double) border.lift(F64, border.side(), bits))).isEqualTo(expected);
        Border.Side guest = border.side(StringEncoding.UTF8, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(bits)
                .array(), 0);
        Object pair = border.lift(Types.list(Types.tuple(F64)), guest, 0, 1);
        assertThat(Double.doubleToRawLongBits((Double) ((List<?>) ((List<?>) pair).get(0)).get(0))).isEqualTo(expected);
    }
}
