package dev.vespula;

import dev.vespula.internal.limits.Growth;
import dev.vespula.internal.memory.LinearMemory;
import dev.vespula.internal.memory.MemoryShape;
import dev.vespula.internal.runtime.ExternTypes;
import dev.vespula.types.AddressType;
import dev.vespula.types.MemoryType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A linear memory. Addresses are in bytes from 0; an address that a guest passed as i32 must be made unsigned first
 * ({@link Integer#toUnsignedLong}), negative addresses are out of bounds. Every access out of bounds is a {@link Trap}
 * with {@link TrapCode#MEMORY_OUT_OF_BOUNDS}, which a host function may simply let pass. Values are little-endian.
 *
 * <p>Reads and writes do not check which thread makes them; like everything of a store, a memory may be used by one
 * thread at a time. The content of a {@linkplain #shared() shared} memory may be used by several, each through the
 * {@code Memory} of its own store.
 */
public final class Memory implements Extern {
    private final LinearMemory instance;

    private Memory(LinearMemory instance) {
        this.instance = instance;
        instance.handle = this;
    }

    /**
     * Makes a memory of its minimum size, full of zeros.
     *
     * @throws Trap if the store's limiter forbids it or the JVM has not enough heap
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

    /** Size in bytes. */
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
     * Grows by some pages, free of fuel. Views made by {@link #buffer()} before are stale afterwards.
     *
     * @return the former size in pages, or -1 if the memory cannot grow so far
     */
    public long grow(long pages) {
        instance.store.checkThread();
        return instance.grow(pages, Growth.BY_HOST);
    }

    // ---- single values

    /** The byte at an address. */
    public byte readByte(long address) {
        return instance.load8(address);
    }

    /** The two bytes at an address. */
    public short readShort(long address) {
        return instance.load16(address);
    }

    /** The four bytes at an address. */
    public int readInt(long address) {
        return instance.load32(address);
    }

    /** The eight bytes at an address. */
    public long readLong(long address) {
        return instance.load64(address);
    }

    /** The f32 at an address. */
    public float readFloat(long address) {
        return Float.intBitsToFloat(instance.load32(address));
    }

    /** The f64 at an address. */
    public double readDouble(long address) {
        return Double.longBitsToDouble(instance.load64(address));
    }

    /** Writes a byte. */
    public void writeByte(long address, byte value) {
        instance.store8(address, value);
    }

    /** Writes two bytes. */
    public void writeShort(long address, short value) {
        instance.store16(address, value);
    }

    /** Writes four bytes. */
    public void writeInt(long address, int value) {
        instance.store32(address, value);
    }

    /** Writes eight bytes. */
    public void writeLong(long address, long value) {
        instance.store64(address, value);
    }

    /** Writes an f32. */
    public void writeFloat(long address, float value) {
        instance.store32(address, Float.floatToRawIntBits(value));
    }

    /** Writes an f64. */
    public void writeDouble(long address, double value) {
        instance.store64(address, Double.doubleToRawLongBits(value));
    }

    // ---- ranges

    /** The bytes of a range, copied. */
    public byte[] read(long address, int length) {
        instance.check(address, length);
        byte[] bytes = new byte[length];
        instance.read(address, bytes, 0, length);
        return bytes;
    }

    /** Copies a range into part of an array. */
    public void read(long address, byte[] target, int offset, int length) {
        instance.read(address, target, offset, length);
    }

    /** Copies an array here. */
    public void write(long address, byte[] source) {
        instance.write(address, source, 0, source.length);
    }

    /** Copies part of an array here. */
    public void write(long address, byte[] source, int offset, int length) {
        instance.write(address, source, offset, length);
    }

    /** Sets a range to one byte. */
    public void fill(long address, byte value, long length) {
        instance.fill(address, value, length);
    }

    /** Copies a range of a memory here; both may be the same and the ranges may overlap. */
    public void copy(long to, Memory source, long from, long length) {
        instance.copy(to, source.instance, from, length);
    }

    // ---- strings

    /** A range as UTF-8; what is not UTF-8 becomes U+FFFD. */
    public String readString(long address, int length) {
        return readString(address, length, StandardCharsets.UTF_8);
    }

    /** A range as text. */
    public String readString(long address, int length, Charset charset) {
        return new String(read(address, length), charset);
    }

    /** The UTF-8 text from an address up to the next zero byte. */
    public String readCString(long address) {
        long end = address;
        while (instance.load8(end) != 0) {
            end++;
        }
        return readString(address, Math.toIntExact(end - address));
    }

    /**
     * Writes text as UTF-8, without a zero byte.
     *
     * @return the number of bytes written
     */
    public int writeString(long address, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(address, bytes);
        return bytes.length;
    }

    // ---- views

    /**
     * The whole memory as a little-endian buffer, without copying: writes are seen on both sides.
     *
     * <p>A view is valid until the memory grows, by {@link #grow} or by Wasm: later, writes to either side may or may
     * not be seen by the other, and new pages are never part of it. So take a new view after every call into Wasm; it
     * costs next to nothing.
     *
     * @throws IllegalStateException if the memory has more than 2 GiB - 64 KiB, which no buffer can hold, or is shared
     */
    public ByteBuffer buffer() {
        return view(0, checkedSize());
    }

    /** A range of the memory as a little-endian buffer: as {@link #buffer()}. */
    public ByteBuffer buffer(long address, int length) {
        instance.check(address, length);
        checkedSize();
        return view((int) address, length);
    }

    private int checkedSize() {
        if (!instance.isFlat()) {
            throw new IllegalStateException("a memory of " + size() + " bytes"
                    + (instance.shared() != null ? " that is shared" : "") + " cannot be viewed as a buffer");
        }
        return instance.limit;
    }

    private ByteBuffer view(int address, int length) {
        return ByteBuffer.wrap(instance.bytes, address, length).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public String toString() {
        return "Memory of " + size() + " bytes";
    }
}
