package dev.vespula;

import dev.vespula.internal.memory.GuestText;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Reading and writing the bytes of a {@link Memory} or of a part of one, a {@link MemoryView}. Values are little-endian.
 *
 * <p>Addresses are in bytes from 0. An {@code int} is taken as WebAssembly's i32, so without a sign: what a guest with 32-bit
 * addresses passed can be given as it came. A {@code long} is an i64; as no memory is so large, a negative one is out of bounds.
 *
 * <pre>{@code
 * Memory memory = instance.memory("memory");
 * int address = (int) func.call()[0];
 * int x = memory.readInt(address);
 * int y = memory.readInt(address + 4);
 * String name = memory.readCString(memory.readInt(address + 8), 64);
 * double[] samples = memory.readDoubles(address + 16, 100);
 * }</pre>
 *
 * <p>Every access out of bounds is a {@link Trap} with {@link TrapCode#MEMORY_OUT_OF_BOUNDS}, which a host function may simply
 * let pass. A range is one access: if a part of it is out of bounds, nothing is read or written. A part of a Java array that
 * does not exist is an {@link IndexOutOfBoundsException}.
 *
 * <p>Which thread makes an access is not checked: see {@link Memory}. Only the engine implements this interface.
 */
public sealed interface MemoryAccess permits Memory, MemoryView {
    /** Size in bytes. */
    long size();

    /** Traps unless a range lies inside. */
    void checkRange(long address, long length);

    /** As {@link #checkRange(long, long)}; both are without a sign. */
    default void checkRange(int address, int length) {
        checkRange(Integer.toUnsignedLong(address), Integer.toUnsignedLong(length));
    }

    // ---- single values

    /** The byte at an address. */
    byte readByte(long address);

    /** As {@link #readByte(long)}. */
    default byte readByte(int address) {
        return readByte(Integer.toUnsignedLong(address));
    }

    /** The two bytes at an address. */
    short readShort(long address);

    /** As {@link #readShort(long)}. */
    default short readShort(int address) {
        return readShort(Integer.toUnsignedLong(address));
    }

    /** The four bytes at an address. */
    int readInt(long address);

    /** As {@link #readInt(long)}. */
    default int readInt(int address) {
        return readInt(Integer.toUnsignedLong(address));
    }

    /** The eight bytes at an address. */
    long readLong(long address);

    /** As {@link #readLong(long)}. */
    default long readLong(int address) {
        return readLong(Integer.toUnsignedLong(address));
    }

    /** The f32 at an address. */
    default float readFloat(long address) {
        return Float.intBitsToFloat(readInt(address));
    }

    /** As {@link #readFloat(long)}. */
    default float readFloat(int address) {
        return readFloat(Integer.toUnsignedLong(address));
    }

    /** The f64 at an address. */
    default double readDouble(long address) {
        return Double.longBitsToDouble(readLong(address));
    }

    /** As {@link #readDouble(long)}. */
    default double readDouble(int address) {
        return readDouble(Integer.toUnsignedLong(address));
    }

    /** Writes a byte. */
    void writeByte(long address, byte value);

    /** As {@link #writeByte(long, byte)}. */
    default void writeByte(int address, byte value) {
        writeByte(Integer.toUnsignedLong(address), value);
    }

    /** Writes two bytes. */
    void writeShort(long address, short value);

    /** As {@link #writeShort(long, short)}. */
    default void writeShort(int address, short value) {
        writeShort(Integer.toUnsignedLong(address), value);
    }

    /** Writes four bytes. */
    void writeInt(long address, int value);

    /** As {@link #writeInt(long, int)}. */
    default void writeInt(int address, int value) {
        writeInt(Integer.toUnsignedLong(address), value);
    }

    /** Writes eight bytes. */
    void writeLong(long address, long value);

    /** As {@link #writeLong(long, long)}. */
    default void writeLong(int address, long value) {
        writeLong(Integer.toUnsignedLong(address), value);
    }

    /** Writes an f32. */
    default void writeFloat(long address, float value) {
        writeInt(address, Float.floatToRawIntBits(value));
    }

    /** As {@link #writeFloat(long, float)}. */
    default void writeFloat(int address, float value) {
        writeFloat(Integer.toUnsignedLong(address), value);
    }

    /** Writes an f64. */
    default void writeDouble(long address, double value) {
        writeLong(address, Double.doubleToRawLongBits(value));
    }

    /** As {@link #writeDouble(long, double)}. */
    default void writeDouble(int address, double value) {
        writeDouble(Integer.toUnsignedLong(address), value);
    }

    // ---- bytes

    /** Copies a range into part of an array. */
    void read(long address, byte[] target, int offset, int length);

    /** As {@link #read(long, byte[], int, int)}. */
    default void read(int address, byte[] target, int offset, int length) {
        read(Integer.toUnsignedLong(address), target, offset, length);
    }

    /** The bytes of a range, copied. */
    default byte[] read(long address, int length) {
        checkRange(address, length);
        byte[] bytes = new byte[length];
        read(address, bytes, 0, length);
        return bytes;
    }

    /** As {@link #read(long, int)}. */
    default byte[] read(int address, int length) {
        return read(Integer.toUnsignedLong(address), length);
    }

    /** Copies part of an array here. */
    void write(long address, byte[] source, int offset, int length);

    /** As {@link #write(long, byte[], int, int)}. */
    default void write(int address, byte[] source, int offset, int length) {
        write(Integer.toUnsignedLong(address), source, offset, length);
    }

    /** Copies an array here. */
    default void write(long address, byte[] source) {
        write(address, source, 0, source.length);
    }

    /** As {@link #write(long, byte[])}. */
    default void write(int address, byte[] source) {
        write(Integer.toUnsignedLong(address), source);
    }

    /** Sets a range to one byte. */
    void fill(long address, byte value, long length);

    /** As {@link #fill(long, byte, long)}. */
    default void fill(int address, byte value, long length) {
        fill(Integer.toUnsignedLong(address), value, length);
    }

    /** As {@link #fill(long, byte, long)}; the length is without a sign too. */
    default void fill(int address, byte value, int length) {
        fill(Integer.toUnsignedLong(address), value, Integer.toUnsignedLong(length));
    }

    /** Copies a range of a memory or view here; both may be of the same memory, and the ranges may overlap. */
    void copy(long to, MemoryAccess source, long from, long length);

    /** As {@link #copy(long, MemoryAccess, long, long)}. */
    default void copy(int to, MemoryAccess source, long from, long length) {
        copy(Integer.toUnsignedLong(to), source, from, length);
    }

    /** As {@link #copy(long, MemoryAccess, long, long)}. */
    default void copy(long to, MemoryAccess source, int from, long length) {
        copy(to, source, Integer.toUnsignedLong(from), length);
    }

    /** As {@link #copy(long, MemoryAccess, long, long)}. */
    default void copy(int to, MemoryAccess source, int from, long length) {
        copy(Integer.toUnsignedLong(to), source, Integer.toUnsignedLong(from), length);
    }

    /** As {@link #copy(long, MemoryAccess, long, long)}; the length is without a sign too. */
    default void copy(int to, MemoryAccess source, int from, int length) {
        copy(to, source, from, Integer.toUnsignedLong(length));
    }

    // ---- numbers

    /** Reads as many numbers of two bytes as are asked for into part of an array. */
    void readShorts(long address, short[] target, int offset, int length);

    /** As {@link #readShorts(long, short[], int, int)}. */
    default void readShorts(int address, short[] target, int offset, int length) {
        readShorts(Integer.toUnsignedLong(address), target, offset, length);
    }

    /** So many numbers of two bytes. */
    default short[] readShorts(long address, int length) {
        checkRange(address, (long) length * Short.BYTES);
        short[] numbers = new short[length];
        readShorts(address, numbers, 0, length);
        return numbers;
    }

    /** As {@link #readShorts(long, int)}. */
    default short[] readShorts(int address, int length) {
        return readShorts(Integer.toUnsignedLong(address), length);
    }

    /** Reads as many numbers of four bytes as are asked for into part of an array. */
    void readInts(long address, int[] target, int offset, int length);

    /** As {@link #readInts(long, int[], int, int)}. */
    default void readInts(int address, int[] target, int offset, int length) {
        readInts(Integer.toUnsignedLong(address), target, offset, length);
    }

    /** So many numbers of four bytes. */
    default int[] readInts(long address, int length) {
        checkRange(address, (long) length * Integer.BYTES);
        int[] numbers = new int[length];
        readInts(address, numbers, 0, length);
        return numbers;
    }

    /** As {@link #readInts(long, int)}. */
    default int[] readInts(int address, int length) {
        return readInts(Integer.toUnsignedLong(address), length);
    }

    /** Reads as many numbers of eight bytes as are asked for into part of an array. */
    void readLongs(long address, long[] target, int offset, int length);

    /** As {@link #readLongs(long, long[], int, int)}. */
    default void readLongs(int address, long[] target, int offset, int length) {
        readLongs(Integer.toUnsignedLong(address), target, offset, length);
    }

    /** So many numbers of eight bytes. */
    default long[] readLongs(long address, int length) {
        checkRange(address, (long) length * Long.BYTES);
        long[] numbers = new long[length];
        readLongs(address, numbers, 0, length);
        return numbers;
    }

    /** As {@link #readLongs(long, int)}. */
    default long[] readLongs(int address, int length) {
        return readLongs(Integer.toUnsignedLong(address), length);
    }

    /** Reads as many f32 as are asked for into part of an array. */
    void readFloats(long address, float[] target, int offset, int length);

    /** As {@link #readFloats(long, float[], int, int)}. */
    default void readFloats(int address, float[] target, int offset, int length) {
        readFloats(Integer.toUnsignedLong(address), target, offset, length);
    }

    /** So many f32. */
    default float[] readFloats(long address, int length) {
        checkRange(address, (long) length * Float.BYTES);
        float[] numbers = new float[length];
        readFloats(address, numbers, 0, length);
        return numbers;
    }

    /** As {@link #readFloats(long, int)}. */
    default float[] readFloats(int address, int length) {
        return readFloats(Integer.toUnsignedLong(address), length);
    }

    /** Reads as many f64 as are asked for into part of an array. */
    void readDoubles(long address, double[] target, int offset, int length);

    /** As {@link #readDoubles(long, double[], int, int)}. */
    default void readDoubles(int address, double[] target, int offset, int length) {
        readDoubles(Integer.toUnsignedLong(address), target, offset, length);
    }

    /** So many f64. */
    default double[] readDoubles(long address, int length) {
        checkRange(address, (long) length * Double.BYTES);
        double[] numbers = new double[length];
        readDoubles(address, numbers, 0, length);
        return numbers;
    }

    /** As {@link #readDoubles(long, int)}. */
    default double[] readDoubles(int address, int length) {
        return readDoubles(Integer.toUnsignedLong(address), length);
    }

    /** Writes part of an array, two bytes each. */
    void writeShorts(long address, short[] source, int offset, int length);

    /** As {@link #writeShorts(long, short[], int, int)}. */
    default void writeShorts(int address, short[] source, int offset, int length) {
        writeShorts(Integer.toUnsignedLong(address), source, offset, length);
    }

    /** Writes part of an array, four bytes each. */
    void writeInts(long address, int[] source, int offset, int length);

    /** As {@link #writeInts(long, int[], int, int)}. */
    default void writeInts(int address, int[] source, int offset, int length) {
        writeInts(Integer.toUnsignedLong(address), source, offset, length);
    }

    /** Writes part of an array, eight bytes each. */
    void writeLongs(long address, long[] source, int offset, int length);

    /** As {@link #writeLongs(long, long[], int, int)}. */
    default void writeLongs(int address, long[] source, int offset, int length) {
        writeLongs(Integer.toUnsignedLong(address), source, offset, length);
    }

    /** Writes part of an array as f32. */
    void writeFloats(long address, float[] source, int offset, int length);

    /** As {@link #writeFloats(long, float[], int, int)}. */
    default void writeFloats(int address, float[] source, int offset, int length) {
        writeFloats(Integer.toUnsignedLong(address), source, offset, length);
    }

    /** Writes part of an array as f64. */
    void writeDoubles(long address, double[] source, int offset, int length);

    /** As {@link #writeDoubles(long, double[], int, int)}. */
    default void writeDoubles(int address, double[] source, int offset, int length) {
        writeDoubles(Integer.toUnsignedLong(address), source, offset, length);
    }

    // ---- strings

    /** A range as UTF-8; what is not UTF-8 becomes U+FFFD. */
    default String readString(long address, int length) {
        return readString(address, length, StandardCharsets.UTF_8);
    }

    /** As {@link #readString(long, int)}. */
    default String readString(int address, int length) {
        return readString(Integer.toUnsignedLong(address), length);
    }

    /** A range as text. */
    default String readString(long address, int length, Charset charset) {
        return new String(read(address, length), charset);
    }

    /** As {@link #readString(long, int, Charset)}. */
    default String readString(int address, int length, Charset charset) {
        return readString(Integer.toUnsignedLong(address), length, charset);
    }

    /** The UTF-8 text from an address up to the next zero byte, which must come before the end. */
    default String readCString(long address) {
        return readCString(address, Integer.MAX_VALUE);
    }

    /** As {@link #readCString(long)}. */
    default String readCString(int address) {
        return readCString(Integer.toUnsignedLong(address));
    }

    /**
     * The UTF-8 text from an address up to the next zero byte. That must be one of the first bytes: without such a limit a guest
     * makes its host read as much as it likes.
     *
     * @param limit how many bytes are looked at, the zero byte among them
     * @throws Trap with {@link TrapCode#MEMORY_OUT_OF_BOUNDS} if none of them is zero, or the end comes first
     * @throws IllegalArgumentException if the limit is negative
     */
    default String readCString(long address, int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("a negative limit: " + limit);
        }
        int length = 0;
        while (length < limit && readByte(address + length) != 0) {
            length++;
        }
        if (length == limit) {
            throw new Trap(TrapCode.MEMORY_OUT_OF_BOUNDS, "no zero byte ends the text at address "
                    + Long.toUnsignedString(address) + " within " + limit + " bytes");
        }
        return readString(address, length);
    }

    /** As {@link #readCString(long, int)}. */
    default String readCString(int address, int limit) {
        return readCString(Integer.toUnsignedLong(address), limit);
    }

    /**
     * Writes text as UTF-8, without a zero byte.
     *
     * @return the number of bytes written
     */
    default int writeString(long address, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(address, bytes);
        return bytes.length;
    }

    /** As {@link #writeString(long, String)}. */
    default int writeString(int address, String text) {
        return writeString(Integer.toUnsignedLong(address), text);
    }

    /**
     * Writes text as UTF-8, and a zero byte behind it.
     *
     * @return the number of bytes written, the zero byte among them
     * @throws IllegalArgumentException if the text contains U+0000, at which a reader would take it to end
     */
    default int writeCString(long address, String text) {
        byte[] bytes = GuestText.ended(text);
        write(address, bytes);
        return bytes.length;
    }

    /** As {@link #writeCString(long, String)}. */
    default int writeCString(int address, String text) {
        return writeCString(Integer.toUnsignedLong(address), text);
    }

    // ---- views

    /**
     * A part, with bounds and addresses of its own: those of the view begin at 0. It stays valid when the memory grows.
     *
     * @throws Trap if the range is not inside
     */
    MemoryView view(long address, long size);

    /** As {@link #view(long, long)}. */
    default MemoryView view(int address, long size) {
        return view(Integer.toUnsignedLong(address), size);
    }

    /** As {@link #view(long, long)}; the size is without a sign too. */
    default MemoryView view(int address, int size) {
        return view(Integer.toUnsignedLong(address), Integer.toUnsignedLong(size));
    }

    /**
     * All of it as a little-endian buffer, without copying: writes are seen on both sides.
     *
     * <p>A buffer is valid until the memory grows, by {@link Memory#grow} or by Wasm: later, writes to either side may or may
     * not be seen by the other, and new pages are never part of it. So take a new buffer after every call into Wasm; it
     * costs next to nothing.
     *
     * @throws IllegalStateException if the memory has more than 2 GiB - 64 KiB, which no buffer can hold, or is shared
     */
    ByteBuffer buffer();

    /** A range as a little-endian buffer: as {@link #buffer()}. */
    ByteBuffer buffer(long address, int length);

    /** As {@link #buffer(long, int)}. */
    default ByteBuffer buffer(int address, int length) {
        return buffer(Integer.toUnsignedLong(address), length);
    }
}
