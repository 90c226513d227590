package dev.vespula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vespula.testing.Cost;
import dev.vespula.types.AddressType;
import dev.vespula.types.Limits;
import dev.vespula.types.MemoryType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final int PAGE = 65_536;

    private final Engine engine = Engine.create();
    private final Store<Void> store = new Store<>(engine);

    private Memory memory(long min, long max) {
        return Memory.of(store, MemoryType.of(Limits.range(min, max)));
    }

    private static void assertOutOfBounds(ThrowingCallable access) {
        Trap trap = catchThrowableOfType(Trap.class, access);
        assertThat(trap).isNotNull();
        assertThat(trap.code()).isEqualTo(TrapCode.MEMORY_OUT_OF_BOUNDS);
    }

    @Test
    void everyWidthIsLittleEndianAndUnaligned() {
        Memory memory = memory(1, 1);
        memory.writeLong(3, 0x8877665544332211L);
        assertThat(memory.readByte(3)).isEqualTo((byte) 0x11);
        assertThat(memory.readShort(4)).isEqualTo((short) 0x3322);
        assertThat(memory.readInt(5)).isEqualTo(0x66554433);
        assertThat(memory.readLong(3)).isEqualTo(0x8877665544332211L);
        memory.writeByte(0, (byte) -1);
        memory.writeShort(1, (short) 0x1234);
        memory.writeInt(PAGE - 4, 42);
        memory.writeFloat(100, Float.intBitsToFloat(0x7fa00001));
        memory.writeDouble(104, Math.PI);
        assertThat(memory.readInt(0)).isEqualTo(0x111234ff);
        assertThat(memory.readInt(PAGE - 4)).isEqualTo(42);
        assertThat(memory.readInt(100)).isEqualTo(0x7fa00001);
        assertThat(memory.readDouble(104)).isEqualTo(Math.PI);
    }

    @Test
    void everyAccessIsChecked() {
        Memory memory = memory(1, 2);
        memory.grow(1);
        long end = 2L * PAGE;
        for (long address : new long[] {end, end + 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32}) {
            assertOutOfBounds(() -> memory.readByte(address));
            assertOutOfBounds(() -> memory.readLong(address));
            assertOutOfBounds(() -> memory.writeInt(address, 1));
            assertOutOfBounds(() -> memory.read(address, new byte[2], 0, 2));
            assertOutOfBounds(() -> memory.buffer(address, 1));
        }
        assertOutOfBounds(() -> memory.readLong(end - 7));
        assertOutOfBounds(() -> memory.readShort(end - 1));
        assertOutOfBounds(() -> memory.fill(0, (byte) 1, end + 1));
        assertOutOfBounds(() -> memory.fill(0, (byte) 1, -1));
        assertOutOfBounds(() -> memory.copy(1, memory, 0, end));
        assertThat(memory.read(end, 0)).isEmpty();
    }

    @Test
    void capacityBeyondTheSizeIsInvisibleAndZero() {
        Memory memory = memory(1, 100);
        memory.grow(10);
        memory.grow(1);
        assertThat(memory.instance().bytes.length).isGreaterThan((int) memory.size());
        assertOutOfBounds(() -> memory.writeByte(12L * PAGE, (byte) 1));
        assertThat(memory.grow(1)).isEqualTo(12);
        assertThat(memory.readLong(12L * PAGE)).isZero();
    }

    @Test
    void growthStopsAtTheMaximum() {
        Memory memory = memory(1, 3);
        assertThat(memory.grow(0)).isEqualTo(1);
        assertThat(memory.grow(3)).isEqualTo(-1);
        assertThat(memory.grow(-1)).isEqualTo(-1);
        assertThat(memory.grow(2)).isEqualTo(1);
        assertThat(memory.grow(1)).isEqualTo(-1);
        assertThat(memory.pages()).isEqualTo(3);
        assertThat(memory.instance().bytes).as("no capacity past the maximum").hasSize(3 * PAGE);
        assertThat(memory.type()).isEqualTo(MemoryType.of(Limits.range(3, 3)));
        assertThat(memory.pageSize()).isEqualTo(PAGE);
    }

    @Test
    void rangesAndStrings() {
        Memory memory = memory(1, 1);
        assertThat(memory.writeString(10, "grüße")).isEqualTo(7);
        assertThat(memory.readString(10, 7)).isEqualTo("grüße");
        assertThat(memory.readCString(10)).isEqualTo("grüße");
        assertThat(memory.readString(10, 3, StandardCharsets.ISO_8859_1)).isEqualTo("grÃ");
        memory.copy(11, memory, 10, 7);
        assertThat(memory.readString(11, 7)).isEqualTo("grüße");
        memory.write(0, new byte[] {1, 2, 3}, 1, 2);
        assertThat(memory.read(0, 3)).containsExactly(2, 3, 0);
        memory.fill(PAGE - 2, (byte) 'x', 2);
        assertOutOfBounds(() -> memory.readCString(PAGE - 2));
    }

    @Test
    void viewsShareTheContentUntilTheMemoryGrows() {
        Memory memory = memory(1, 10);
        ByteBuffer view = memory.buffer();
        assertThat(view.capacity()).isEqualTo(PAGE);
        assertThat(view.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        view.putInt(8, 77);
        assertThat(memory.readInt(8)).isEqualTo(77);
        memory.writeInt(12, 88);
        assertThat(memory.buffer(12, 4).getInt(0)).isEqualTo(88);
        assertThatThrownBy(() -> memory.buffer(12, 4).getLong(0)).isInstanceOf(IndexOutOfBoundsException.class);
        memory.grow(9);
        assertThat(memory.buffer().capacity()).isEqualTo(10 * PAGE);
        assertThat(memory.buffer().getInt(8)).isEqualTo(77);
    }

    /** Peers treat addresses from 2^31 on as negative and stop at 2 GiB. */
    @Test
    void memoriesMayBeLargerThanTwoGigabytes() {
        WasmBuilder builder = new WasmBuilder();
        builder.memory(1, 65_536);
        builder.export("memory", WasmBuilder.MEMORY, 0);
        builder.func("grow", "i", "i", "", "local.get 0; memory.grow");
        builder.func("size", "", "i", "", "memory.size");
        builder.func("store", "il", "", "", "local.get 0; local.get 1; i64.store");
        builder.func("load", "i", "l", "", "local.get 0; i64.load");
        builder.func("loadOffset", "i", "i", "", "local.get 0; i32.load8_u offset=2147483648");
        builder.func("fill", "iii", "", "", "local.get 0; local.get 1; local.get 2; memory.fill");
        builder.func("copy", "iii", "", "", "local.get 0; local.get 1; local.get 2; memory.copy");
        Instance instance = new Linker<Void>(engine).instantiate(store, builder.module(engine));
        instance.func("store").call(16, 0x1122334455667788L);
        assertThat(instance.func("grow").call(65_535)).containsExactly(1);
        assertThat(instance.func("size").call()).containsExactly(65_536);
        Memory memory = instance.memory("memory");
        assertThat(memory.size()).isEqualTo(1L << 32);
        assertThat(instance.func("load").call(16)).as("content moved along").containsExactly(0x1122334455667788L);
        for (int address : new int[] {0x7fff_fffc, 0x8000_0000, 0xbfff_fffd, 0xffff_fff8}) {
            instance.func("store").call(address, 0x0807060504030201L + address);
            assertThat(instance.func("load").call(address)).containsExactly(0x0807060504030201L + address);
            assertThat(memory.readLong(Integer.toUnsignedLong(address))).isEqualTo(0x0807060504030201L + address);
        }
        assertThat(catchThrowableOfType(Trap.class, () -> instance.func("load").call(0xffff_fff9)).code())
                .isEqualTo(TrapCode.MEMORY_OUT_OF_BOUNDS);
        memory.writeByte(0x8000_0005L, (byte) 99);
        assertThat(instance.func("loadOffset").call(5)).containsExactly(99);
        instance.func("fill").call(0x9fff_fff0, 0xab, 64);
        assertThat(memory.readLong(0xa000_0000L)).isEqualTo(0xababababababababL);
        instance.func("copy").call(0x9fff_fff8, 0x9fff_fff0, 100_000);
        assertThat(memory.read(0x9fff_fff0L, 9)).containsOnly(0xab);
        assertThat(memory.readByte(0xa000_0037L)).isEqualTo((byte) 0xab);
        assertThat(memory.readByte(0xa000_0038L)).isZero();
        assertThatThrownBy(memory::buffer).isInstanceOf(IllegalStateException.class)
                .hasMessage("a memory of 4294967296 bytes cannot be viewed as a buffer");
        assertThat(instance.func("grow").call(1)).containsExactly(-1);
    }

    @Test
    void memoriesWithLongAddressesGoBeyondFourGigabytes() {
        MemoryType type = new MemoryType(AddressType.I64, Limits.atLeast(100_000), false, 16);
        Memory memory = Memory.of(store, type);
        long address = 6_000_000_000L;
        memory.writeString(address, "far");
        assertThat(memory.readCString(address)).isEqualTo("far");
        assertThat(memory.grow(1)).isEqualTo(100_000);
        assertThat(memory.readByte(100_000L * PAGE)).isZero();
        Memory small = memory(1, 1);
        small.copy(0, memory, address, 3);
        assertThat(small.readString(0, 3)).isEqualTo("far");
        memory.copy(address + 1, memory, address, 3);
        assertThat(memory.readCString(address)).isEqualTo("ffar");
    }

    @Test
    void pagesOfOneByte() {
        Memory memory = Memory.of(store, new MemoryType(AddressType.I32, Limits.range(5, 9), false, 0));
        assertThat(memory.size()).isEqualTo(5);
        assertThat(memory.pageSize()).isEqualTo(1);
        assertThat(memory.grow(3)).isEqualTo(5);
        memory.writeByte(7, (byte) 1);
        assertOutOfBounds(() -> memory.writeByte(8, (byte) 1));
        assertThat(memory.grow(2)).isEqualTo(-1);
        assertThatThrownBy(() -> Memory.of(store, new MemoryType(AddressType.I32, Limits.atLeast(1), false, 12)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Real allocators grow page by page; copying everything each time took peers ten seconds for 64 MB. */
    @Test
    void growingPageByPageIsCheap() {
        WasmBuilder builder = new WasmBuilder();
        builder.memory(1);
        builder.func("run", "", "i", "ii", """
                loop
                  i32.const 1; memory.grow; local.set 0
                  local.get 0; i32.const 65536; i32.mul; local.get 0; i32.store
                  local.get 0; i32.const 4095; i32.lt_u; br_if 0
                end
                memory.size""");
        Func run = new Linker<Void>(engine).instantiate(store, builder.module(engine)).func("run");
        long before = Cost.allocatedBytes();
        assertThat(run.call()).containsExactly(4_096);
        // Twice the memory when it doubles; copying each time would be 512 GB.
        assertThat(Cost.allocatedBytes() - before).isLessThan(1L << 30);
    }
}
