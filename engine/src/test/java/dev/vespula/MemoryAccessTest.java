package dev.vespula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vespula.types.AddressType;
import dev.vespula.types.Limits;
import dev.vespula.types.MemoryType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reading and writing in all kinds of memories and in parts of them: addresses, numbers in bulk, text, bounds. */
class MemoryAccessTest {
    private static final long PAGE = 65_536;

    private static final Engine ENGINE = Engine.create();

    private final Store<Void> store = new Store<>(ENGINE);

    /** What is accessed. */
    private enum Kind {
        FLAT {
            @Override
            MemoryAccess make(Store<Void> store) {
                return memory(store, AddressType.I32, 2);
            }
        },
        GROWN {
            @Override
            MemoryAccess make(Store<Void> store) {
                Memory memory = memory(store, AddressType.I32, 1);
                memory.grow(2);
                return memory;
            }
        },
        SHARED {
            @Override
            MemoryAccess make(Store<Void> store) {
                return Memory.of(store, MemoryType.shared(Limits.range(2, 10)));
            }
        },
        SHARED_AND_GROWN {
            @Override
            MemoryAccess make(Store<Void> store) {
                Memory memory = Memory.of(store, MemoryType.shared(Limits.range(1, 10)));
                memory.grow(3);
                return memory;
            }
        },
        MORE_THAN_2_GIB {
            @Override
            MemoryAccess make(Store<Void> store) {
                return memory(store, AddressType.I32, 40_000);
            }
        },
        PART_OF_A_GROWN_ONE {
            @Override
            MemoryAccess make(Store<Void> store) {
                return ((Memory) GROWN.make(store)).view(7, 2 * PAGE);
            }
        },
        PART_BEYOND_4_GIB {
            @Override
            MemoryAccess make(Store<Void> store) {
                return memory(store, AddressType.I64, 100_000).view(99_000 * PAGE, 900 * PAGE).view(11, 80_001);
            }
        };

        abstract MemoryAccess make(Store<Void> store);
    }

    private static Memory memory(Store<Void> store, AddressType address, long pages) {
        return Memory.of(store, new MemoryType(address, Limits.range(pages, address == AddressType.I64 ? 200_000 : 65_536),
                false, 16));
    }

    private Memory memory(AddressType address, long pages) {
        return memory(store, address, pages);
    }

    private static void assertOutOfBounds(ThrowingCallable access) {
        Trap trap = catchThrowableOfType(Trap.class, access);
        assertThat(trap).isNotNull();
        assertThat(trap.code()).isEqualTo(TrapCode.MEMORY_OUT_OF_BOUNDS);
    }

    @ParameterizedTest
    @EnumSource
    void numbersInBulkAreThoseOneByOne(Kind kind) {
        MemoryAccess access = kind.make(store);
        // More than is copied at once where the memory is not one array; ends at the end.
        int count = 3000;
        long at = access.size() - 8L * count;
        long[] longs = IntStream.range(0, count).mapToLong(k -> 0x0123_4567_89AB_CDEFL * (k + 1)).toArray();
        access.writeLongs(at, longs, 0, count);
        for (int k = 0; k < count; k += 7) {
            assertThat(access.readLong(at + 8L * k)).isEqualTo(longs[k]);
        }
        assertThat(access.readLongs(at, count)).isEqualTo(longs);
        int[] ints = access.readInts(at, 2 * count);
        short[] shorts = access.readShorts(at, 4 * count);
        float[] floats = access.readFloats(at, 2 * count);
        double[] doubles = access.readDoubles(at, count);
        for (int k = 0; k < 2 * count; k++) {
            assertThat(ints[k]).isEqualTo((int) (longs[k / 2] >>> 32 * (k % 2)));
            assertThat(shorts[2 * k]).isEqualTo((short) ints[k]);
            assertThat(Float.floatToRawIntBits(floats[k])).isEqualTo(ints[k]);
            assertThat(Double.doubleToRawLongBits(doubles[k / 2])).isEqualTo(longs[k / 2]);
        }
        access.fill(at, (byte) 0, 8L * count);
        access.writeInts(at + 4, ints, 1, 2 * count - 1);
        assertThat(access.readInt(at)).isZero();
        assertThat(access.readInts(at + 4, 2 * count - 1)).isEqualTo(Arrays.copyOfRange(ints, 1, 2 * count));
        access.writeShorts(at + 1, shorts, 0, 4 * count - 1);
        assertThat(access.readShort(at + 1)).isEqualTo(shorts[0]);
        access.writeFloats(at, floats, 0, 2 * count);
        access.writeDoubles(at, doubles, 0, count);
        assertThat(access.readLongs(at, count)).isEqualTo(longs);
    }

    @ParameterizedTest
    @EnumSource
    void partsOfArraysAreReadAndWritten(Kind kind) {
        MemoryAccess access = kind.make(store);
        access.fill(64, (byte) -1, 64);
        access.writeInts(68, new int[] {1, 2, 3, 4}, 1, 2);
        int[] target = {9, 9, 9, 9};
        access.readInts(68, target, 1, 2);
        assertThat(target).containsExactly(9, 2, 3, 9);
        assertThat(access.readInt(64)).isEqualTo(-1);
        assertThat(access.readInt(76)).isEqualTo(-1);
        access.readDoubles(64, new double[0], 0, 0);
        for (int[] part : new int[][] {{-1, 2}, {3, 2}, {5, 0}, {Integer.MAX_VALUE, 1}}) {
            assertThatThrownBy(() -> access.readInts(68, target, part[0], part[1])).isInstanceOf(
                    IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> access.writeInts(68, target, part[0], part[1])).isInstanceOf(
                    IndexOutOfBoundsException.class);
        }
        assertThat(access.readInts(68, 2)).as("nothing was written").containsExactly(2, 3);
        assertThat(target).containsExactly(9, 2, 3, 9);
    }

    @ParameterizedTest
    @EnumSource
    void aRangeThatEndsBehindTheEndIsNotTouched(Kind kind) {
        MemoryAccess access = kind.make(store);
        long end = access.size();
        access.writeLong(end - 8, 0x1111_1111_1111_1111L);
        long[] two = {5, 6};
        for (long at : new long[] {end - 15, end - 8, end, end + 1, -1, -8, Long.MIN_VALUE, Long.MAX_VALUE - 3}) {
            assertOutOfBounds(() -> access.writeLongs(at, new long[] {1, 2}, 0, 2));
            assertOutOfBounds(() -> access.readLongs(at, two, 0, 2));
            assertOutOfBounds(() -> access.readLongs(at, 2));
            assertOutOfBounds(() -> access.writeDoubles(at, new double[2], 0, 2));
            assertOutOfBounds(() -> access.readFloats(at, 4));
            assertOutOfBounds(() -> access.writeShorts(at, new short[8], 0, 8));
            assertOutOfBounds(() -> access.write(at, new byte[16]));
            assertOutOfBounds(() -> access.read(at, 16));
            assertOutOfBounds(() -> access.view(at, 16));
            assertOutOfBounds(() -> access.checkRange(at, 16));
            assertOutOfBounds(() -> access.writeCString(at, "fifteen and one"));
        }
        assertThat(access.readLong(end - 8)).isEqualTo(0x1111_1111_1111_1111L);
        assertThat(two).containsExactly(5, 6);
        assertOutOfBounds(() -> access.readInts(0, -1));
        assertOutOfBounds(() -> access.checkRange(0, -1L));
        assertOutOfBounds(() -> access.readLongs(0, Integer.MIN_VALUE));
        assertThat(access.readLongs(end, 0)).isEmpty();
        assertThat(access.view(end, 0).size()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void textWithAZeroByteAtItsEnd(Kind kind) {
        MemoryAccess access = kind.make(store);
        assertThat(access.writeCString(40, "grüße")).isEqualTo(8);
        assertThat(access.readCString(40)).isEqualTo("grüße");
        assertThat(access.readCString(40, 8)).isEqualTo("grüße");
        assertThatThrownBy(() -> access.readCString(40, 7)).isInstanceOf(Trap.class)
                .hasMessageContaining("no zero byte ends the text at address 40 within 7 bytes");
        assertThatThrownBy(() -> access.readCString(40, -1)).isInstanceOf(IllegalArgumentException.class);
        assertOutOfBounds(() -> access.readCString(40, 0));
        assertThat(access.writeCString(access.size() - 1, "")).isEqualTo(1);
        assertThat(access.readCString(access.size() - 1, 1)).isEmpty();
        access.fill(access.size() - 3, (byte) 'x', 3);
        assertOutOfBounds(() -> access.readCString(access.size() - 3));
        assertOutOfBounds(() -> access.readCString(access.size() - 3, 100));
        assertThat(access.readString(access.size() - 3, 3)).isEqualTo("xxx");
        assertThatThrownBy(() -> access.writeCString(40, "a\0b")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the text has a zero at index 1, where it would end");
        assertThat(access.readCString(40)).isEqualTo("grüße");
    }

    /** Java would make such an address negative; every method that takes an int has to take it without its sign. */
    @Test
    void intsAreAddressesWithoutASign() {
        Memory memory = memory(AddressType.I32, 65_536);
        int address = 0xC000_0002;
        long same = 0xC000_0002L;
        memory.writeByte(address, (byte) 1);
        assertThat(memory.readByte(address)).isEqualTo(memory.readByte(same)).isEqualTo((byte) 1);
        memory.writeShort(address, (short) 2);
        assertThat(memory.readShort(address)).isEqualTo(memory.readShort(same)).isEqualTo((short) 2);
        memory.writeInt(address, 3);
        assertThat(memory.readInt(address)).isEqualTo(memory.readInt(same)).isEqualTo(3);
        memory.writeLong(address, 4);
        assertThat(memory.readLong(address)).isEqualTo(memory.readLong(same)).isEqualTo(4);
        memory.writeFloat(address, 5);
        assertThat(memory.readFloat(address)).isEqualTo(memory.readFloat(same)).isEqualTo(5);
        memory.writeDouble(address, 6);
        assertThat(memory.readDouble(address)).isEqualTo(memory.readDouble(same)).isEqualTo(6);
        memory.write(address, new byte[] {7, 8});
        memory.write(address + 1, new byte[] {0, 9}, 1, 1);
        assertThat(memory.read(address, 2)).containsExactly(7, 9);
        byte[] bytes = new byte[2];
        memory.read(address, bytes, 1, 1);
        assertThat(bytes).containsExactly(0, 7);
        memory.writeShorts(address, new short[] {1, 2}, 0, 2);
        assertThat(memory.readShorts(address, 2)).containsExactly(1, 2);
        memory.writeInts(address, new int[] {1, 2}, 0, 2);
        assertThat(memory.readInts(address, 2)).containsExactly(1, 2);
        memory.writeLongs(address, new long[] {1, 2}, 0, 2);
        assertThat(memory.readLongs(address, 2)).containsExactly(1, 2);
        memory.writeFloats(address, new float[] {1, 2}, 0, 2);
        assertThat(memory.readFloats(address, 2)).containsExactly(1, 2);
        memory.writeDoubles(address, new double[] {1, 2}, 0, 2);
        assertThat(memory.readDoubles(address, 2)).containsExactly(1, 2);
        assertThat(memory.writeString(address, "text")).isEqualTo(4);
        assertThat(memory.readString(address, 4)).isEqualTo("text");
        assertThat(memory.readString(address, 4, StandardCharsets.US_ASCII)).isEqualTo("text");
        assertThat(memory.writeCString(address, "C")).isEqualTo(2);
        assertThat(memory.readCString(address)).isEqualTo(memory.readCString(address, 2)).isEqualTo("C");
        memory.checkRange(address, 0x3FFF_FFFE);
        assertOutOfBounds(() -> memory.checkRange(address, 0x3FFF_FFFF));
        assertThat(memory.view(address, 5).readCString(0)).isEqualTo("C");
        assertThat(memory.view(address, 5L).address()).isEqualTo(same);
        assertThat(memory.readByte(-1)).as("the last byte").isZero();
        assertOutOfBounds(() -> memory.readShort(-1));
        assertOutOfBounds(() -> memory.readByte(-1L));
    }

    @Test
    void rangesOfIntsAreWithoutASign() {
        Memory memory = memory(AddressType.I32, 65_536);
        int half = 0x8000_0000;
        memory.writeByte(half - 2, (byte) 1);
        memory.writeByte(half - 1, (byte) 2);
        memory.writeByte(-1, (byte) 3);
        memory.fill(half - 1, (byte) 0, half + 1);
        assertThat(memory.readShort(half - 2)).as("from there on, up to the end").isEqualTo((short) 1);
        assertThat(memory.readByte(-1)).isZero();
        memory.fill(half, (byte) 6, 1L);
        assertThat(memory.read(half, 2)).containsExactly(6, 0);
        Memory other = memory(AddressType.I64, 1);
        other.copy(1L, memory, half, 2L);
        assertThat(other.read(0, 3)).containsExactly(0, 6, 0);
        memory.copy(half + 3, other, 1L, 1L);
        memory.copy(half + 4, memory, half, 1L);
        memory.copy(half + 5, memory, half, 1);
        assertThat(memory.read(half, 7)).containsExactly(6, 0, 0, 6, 6, 6, 0);
        MemoryView view = memory.view(half, half);
        assertThat(view.size()).isEqualTo(1L << 31);
        view.copy(0L, view, 2L, 3L);
        assertThat(memory.read(half, 4)).containsExactly(0, 6, 6, 6);
    }

    @Test
    void partsHaveBoundsOfTheirOwn() {
        Memory memory = memory(AddressType.I32, 1);
        memory.fill(0, (byte) 9, PAGE);
        MemoryView view = memory.view(100, 20);
        assertThat(view.memory()).isSameAs(memory);
        assertThat(view.address()).isEqualTo(100);
        assertThat(view.size()).isEqualTo(20);
        assertThat(view).hasToString("MemoryView of 20 bytes from 100");
        view.fill(0, (byte) 0, 20);
        assertThat(memory.read(99, 22)).startsWith(9, 0).endsWith(0, 9);
        assertOutOfBounds(() -> view.readByte(20));
        assertOutOfBounds(() -> view.readByte(-1L));
        assertOutOfBounds(() -> view.writeLong(13, 1));
        assertOutOfBounds(() -> view.fill(0, (byte) 1, 21));
        assertOutOfBounds(() -> view.copy(18, memory, 0, 3));
        assertOutOfBounds(() -> memory.copy(0, view, 18, 3));
        assertOutOfBounds(() -> view.view(10, 11));
        assertOutOfBounds(() -> view.view(10, Long.MAX_VALUE));
        assertOutOfBounds(() -> view.readCString(view.writeString(0, "twenty bytes of text") - 4));
        MemoryView part = view.view(10, 10);
        part.writeInt(6, 77);
        assertThat(memory.readInt(116)).isEqualTo(77);
        assertThat(part.buffer().capacity()).isEqualTo(10);
        assertThat(part.buffer(6, 4).getInt(0)).isEqualTo(77);
        assertOutOfBounds(() -> part.buffer(6, 5));
    }

    @Test
    void partsSurviveGrowth() {
        Memory memory = memory(AddressType.I32, 1);
        MemoryView view = memory.view(PAGE - 8, 8);
        view.writeLong(0, 42);
        memory.grow(5);
        assertThat(view.readLong(0)).isEqualTo(42);
        view.writeLong(0, 43);
        assertThat(memory.readLong(PAGE - 8)).isEqualTo(43);
        assertThat(view.size()).isEqualTo(8);
        memory.grow(40_000);
        assertThat(view.readLong(0)).as("in chunks now").isEqualTo(43);
        assertThatThrownBy(view::buffer).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> memory.view(0, 1L << 31).buffer()).isInstanceOf(IllegalStateException.class)
                .hasMessage("a view of 2147483648 bytes cannot be viewed as a buffer");
    }

    /** Another store's memory lets the shared one grow; this one's has not looked since. */
    @Test
    void growthOfASharedMemoryIsSeen() {
        SharedMemory shared = SharedMemory.of(MemoryType.shared(Limits.range(1, 10)));
        Memory here = shared.in(store);
        assertThat(here.size()).isEqualTo(PAGE);
        shared.in(new Store<>(ENGINE)).grow(1);
        here.writeInts(2 * PAGE - 8, new int[] {1, 2}, 0, 2);
        assertThat(here.view(PAGE, PAGE).readInts(PAGE - 8, 2)).containsExactly(1, 2);
        assertOutOfBounds(() -> here.readInts(2 * PAGE - 4, 2));
    }
}
