package dev.vespula.text.syntax;

import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.ValTypes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte array with the writers of the binary format: LEB128, little-endian words, names, types. */
public final class Bytes {
    private byte[] data;
    private int size;

    public Bytes() {
        this(64);
    }

    public Bytes(int capacity) {
        data = new byte[capacity];
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The backing array, valid until the next write; only the first {@link #size()} bytes count. */
    public byte[] array() {
        return data;
    }

    public byte[] toArray() {
        return Arrays.copyOf(data, size);
    }

    /** Forgets everything from {@code newSize} on. */
    public void truncate(int newSize) {
        size = newSize;
    }

    public Bytes put(int b) {
        if (size == data.length) {
            grow(1);
        }
        data[size++] = (byte) b;
        return this;
    }

    public Bytes put(byte[] source) {
        return put(source, 0, source.length);
    }

    public Bytes put(byte[] source, int from, int length) {
        if (length > data.length - size) {
            grow(length);
        }
        System.arraycopy(source, from, data, size, length);
        size += length;
        return this;
    }

    public Bytes put(Bytes other) {
        return put(other.data, 0, other.size);
    }

    /** Unsigned LEB128 of an unsigned 32-bit number. */
    public Bytes u32(int value) {
        return u64(Integer.toUnsignedLong(value));
    }

    /** Unsigned LEB128 of an unsigned 64-bit number. */
    public Bytes u64(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            put((int) rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        return put((int) rest);
    }

    /** Signed LEB128. */
    public Bytes s64(long value) {
        long rest = value;
        while (rest < -64 || rest > 63) {
            put((int) rest & 0x7F | 0x80);
            rest >>= 7;
        }
        return put((int) rest & 0x7F);
    }

    /** The lowest bytes of a number, lowest first. */
    public Bytes little(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            put((int) (value >> 8 * i));
        }
        return this;
    }

    /** A length and as many bytes. */
    public Bytes vector(byte[] content) {
        return u32(content.length).put(content);
    }

    public Bytes vector(Bytes content) {
        return u32(content.size).put(content);
    }

    public Bytes name(String name) {
        return vector(name.getBytes(StandardCharsets.UTF_8));
    }

    /** A value or storage type of {@link ValTypes}; defined heap types are indices of the module's own types. */
    public Bytes valType(int type) {
        if (!ValTypes.isReference(type)) {
            return put(BinaryFormat.numberCode(type));
        }
        int heap = ValTypes.heap(type);
        boolean nullable = ValTypes.isNullable(type);
        if (!nullable || HeapTypes.isDefined(heap)) {
            put(nullable ? BinaryFormat.REF_NULL : BinaryFormat.REF);
        }
        return heapType(heap);
    }

    public Bytes heapType(int heap) {
        if (HeapTypes.isExact(heap)) {
            return put(BinaryFormat.EXACT).u32(HeapTypes.id(heap));
        }
        return HeapTypes.isDefined(heap) ? s64(Integer.toUnsignedLong(HeapTypes.id(heap))) : put(BinaryFormat.heapCode(heap));
    }

    /** A vector of value types. */
    public Bytes valTypes(int[] types) {
        u32(types.length);
        for (int type : types) {
            valType(type);
        }
        return this;
    }

    /** Bytes that {@link #u32} writes for a value. */
    public static int u32Length(int value) {
        return value == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(value)) / 7;
    }

    private void grow(int needed) {
        long wanted = Math.max((long) size + needed, (long) data.length + (data.length >> 1) + 16);
        if ((long) size + needed > Integer.MAX_VALUE - 8) {
            throw new OutOfMemoryError("binary larger than 2 GiB");
        }
        data = Arrays.copyOf(data, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }
}
