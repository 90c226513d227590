package dev.vespula;

import dev.vespula.internal.limits.Growth;
import dev.vespula.internal.memory.LinearMemory;
import dev.vespula.internal.memory.MemoryShape;
import dev.vespula.internal.memory.NumberRanges;
import dev.vespula.internal.runtime.ExternTypes;
import dev.vespula.types.AddressType;
import dev.vespula.types.MemoryType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A linear memory: its size, and what is in it. How addresses are given and what happens out of bounds stands at
 * {@link MemoryAccess}; parts are {@link #view(long, long) views}; a {@link GuestAllocator} has the guest make room.
 *
 * <pre>{@code
 * Memory memory = instance.memory("memory");
 * memory.writeInt(1024, 42);
 * int end = 1028 + memory.writeCString(1028, "forty-two");
 * memory.fill(end, (byte) 0, memory.size() - end);
 * }</pre>
 *
 * <p>Reads and writes do not check which thread makes them; like everything of a store, a memory may be used by one
 * thread at a time. The content of a {@linkplain #shared() shared} memory may be used by several, each through the
 * {@code Memory} of its own store; of a range that another thread writes, a part may be read as it was before.
 */
public final class Memory implements Extern, MemoryAccess {
    private final LinearMemory instance;

    private Memory(LinearMemory instance) {
        this.instance = instance;
        instance.handle = this;
    }

    /**
     * Makes a memory of its minimum size, full of zeros.
     *
     * @throws IllegalArgumentException if the type has pages of another size than 1 or 65,536 bytes
     * @throws Trap                     if the store's limiter forbids it or the JVM has not enough heap
     */
    public static Memory of(Store<?> store, MemoryType type) {
        return of(store.state().newMemory(shape(type)));
    }

    static MemoryShape shape(MemoryType type) {
        int log2 = type.pageSizeLog2();
        if (log2 != 0 && log2 != 16) {
            throw new IllegalArgumentException("pages of 2^" + log2 + " bytes; only 2^0 and 2^16 exist");
        }
        return new MemoryShape(type.limits().min(), type.limits().max().orElse(MemoryShape.NONE), log2,
                type.address() == AddressType.I64,
                type.shared() ? MemoryShape.Sharing.SHARED : MemoryShape.Sharing.UNSHARED);
    }

    static Memory of(LinearMemory instance) {
        return instance.handle != null ? (Memory) instance.handle : new Memory(instance);
    }

    LinearMemory instance() {
        return instance;
    }

    /** The type, with the present size as minimum. */
    @Override
    public MemoryType type() {
        return ExternTypes.of(instance);
    }

    /** This memory as one that other stores can use too; empty unless its type is shared. */
    public Optional<SharedMemory> shared() {
        return Optional.ofNullable(instance.shared()).map(SharedMemory::new);
    }

    // ---- size

    @Override
    public long size() {
        return instance.size();
    }

    /** Size in pages. */
    public long pages() {
        return instance.pages();
    }

    /** Bytes of a page: 65,536, or 1 for a memory that says so. */
    public int pageSize() {
        return 1 << instance.shape().pageSizeLog2();
    }

    /**
     * Grows by some pages, free of fuel. Buffers made by {@link #buffer()} before are stale afterwards.
     *
     * @return the former size in pages, or -1 if the memory cannot grow so far
     */
    public long grow(long pages) {
        instance.store.checkThread();
        return instance.grow(pages, Growth.BY_HOST);
    }

    @Override
    public void checkRange(long address, long length) {
        instance.check(address, length);
    }

    // ---- single values

    @Override
    public byte readByte(long address) {
        return instance.load8(address);
    }

    @Override
    public short readShort(long address) {
        return instance.load16(address);
    }

    @Override
    public int readInt(long address) {
        return instance.load32(address);
    }

    @Override
    public long readLong(long address) {
        return instance.load64(address);
    }

    @Override
    public void writeByte(long address, byte value) {
        instance.store8(address, value);
    }

    @Override
    public void writeShort(long address, short value) {
        instance.store16(address, value);
    }

    @Override
    public void writeInt(long address, int value) {
        instance.store32(address, value);
    }

    @Override
    public void writeLong(long address, long value) {
        instance.store64(address, value);
    }

    // ---- ranges

    @Override
    public void read(long address, byte[] target, int offset, int length) {
        instance.read(address, target, offset, length);
    }

    @Override
    public void write(long address, byte[] source, int offset, int length) {
        instance.write(address, source, offset, length);
    }

    @Override
    public void fill(long address, byte value, long length) {
        instance.fill(address, value, length);
    }

    @Override
    public void copy(long to, MemoryAccess source, long from, long length) {
        if (source instanceof MemoryView view) {
            instance.copy(to, view.memory().instance, view.at(from, length), length);
        } else {
            instance.copy(to, ((Memory) source).instance, from, length);
        }
    }

    @Override
    public void readShorts(long address, short[] target, int offset, int length) {
        NumberRanges.read(instance, address, target, offset, length);
    }

    @Override
    public void readInts(long address, int[] target, int offset, int length) {
        NumberRanges.read(instance, address, target, offset, length);
    }

    @Override
    public void readLongs(long address, long[] target, int offset, int length) {
        NumberRanges.read(instance, address, target, offset, length);
    }

    @Override
    public void readFloats(long address, float[] target, int offset, int length) {
        NumberRanges.read(instance, address, target, offset, length);
    }

    @Override
    public void readDoubles(long address, double[] target, int offset, int length) {
        NumberRanges.read(instance, address, target, offset, length);
    }

    @Override
    public void writeShorts(long address, short[] source, int offset, int length) {
        NumberRanges.write(instance, address, source, offset, length);
    }

    @Override
    public void writeInts(long address, int[] source, int offset, int length) {
        NumberRanges.write(instance, address, source, offset, length);
    }

    @Override
    public void writeLongs(long address, long[] source, int offset, int length) {
        NumberRanges.write(instance, address, source, offset, length);
    }

    @Override
    public void writeFloats(long address, float[] source, int offset, int length) {
        NumberRanges.write(instance, address, source, offset, length);
    }

    @Override
    public void writeDoubles(long address, double[] source, int offset, int length) {
        NumberRanges.write(instance, address, source, offset, length);
    }

    // ---- views

    @Override
    public MemoryView view(long address, long size) {
        instance.check(address, size);
        return new MemoryView(this, address, size);
    }

    @Override
    public ByteBuffer buffer() {
        return slice(0, checkedSize());
    }

    @Override
    public ByteBuffer buffer(long address, int length) {
        instance.check(address, length);
        checkedSize();
        return slice((int) address, length);
    }

    private int checkedSize() {
        if (!instance.isFlat()) {
            throw new IllegalStateException("a memory of " + size() + " bytes"
                    + (instance.shared() != null ? " that is shared" : "") + " cannot be viewed as a buffer");
        }
        return instance.limit;
    }

    private ByteBuffer slice(int address, int length) {
        return ByteBuffer.wrap(instance.bytes, address, length).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public String toString() {
        return "Memory of " + size() + " bytes";
    }
}
