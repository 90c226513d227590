package dev.vespula.udf.internal.ipc;

import dev.vespula.udf.internal.rowbinary.LittleEndian;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A table of a FlatBuffer. What leads out of the buffer is an {@link IndexOutOfBoundsException}; a reader follows no more references than
 * it has fields for, so nothing goes in circles.
 */
final class FlatTable {
    private final byte[] bytes;
    private final int begin;
    private final int end;
    private final int at;
    private final int fields;
    private final int fieldBytes;

    private FlatTable(byte[] bytes, int begin, int end, int at) {
        this.bytes = bytes;
        this.begin = begin;
        this.end = end;
        this.at = at;
        this.fields = checked(at - (long) intAt(at), Short.BYTES * 2);
        this.fieldBytes = LittleEndian.readShort(bytes, fields) & 0xffff;
        checked(fields, fieldBytes);
    }

    /** The outermost table of a buffer in a range of an array. */
    static FlatTable root(byte[] bytes, int begin, int size) {
        Objects.checkFromIndexSize(begin, size, bytes.length);
        if (size < Integer.BYTES) {
            throw new IndexOutOfBoundsException("a buffer of " + size + " bytes");
        }
        int root = LittleEndian.readInt(bytes, begin);
        return new FlatTable(bytes, begin, begin + size, (int) Math.max(-1, Math.min(Integer.MAX_VALUE, begin + Integer
                .toUnsignedLong(
                        root))));
    }

    private int checked(long place, long size) {
        if (place < begin || size < 0 || place + size > end) {
            throw new IndexOutOfBoundsException(size + " bytes at " + place);
        }
        return (int) place;
    }

    private int intAt(int place) {
        return LittleEndian.readInt(bytes, checked(place, Integer.BYTES));
    }

    /** Where a field is; -1 if it was left out. */
    private int place(int field, int size) {
        int entry = Short.BYTES * (field + 2);
        if (entry + Short.BYTES > fieldBytes) {
            return -1;
        }
        int distance = LittleEndian.readShort(bytes, fields + entry) & 0xffff;
        return distance == 0 ? -1 : checked((long) at + distance, size);
    }

    boolean has(int field) {
        return place(field, 1) >= 0;
    }

    int byteField(int field, int otherwise) {
        int place = place(field, 1);
        return place < 0 ? otherwise : bytes[place] & 0xff;
    }

    int shortField(int field, int otherwise) {
        int place = place(field, Short.BYTES);
        return place < 0 ? otherwise : LittleEndian.readShort(bytes, place);
    }

    int intField(int field, int otherwise) {
        int place = place(field, Integer.BYTES);
        return place < 0 ? otherwise : LittleEndian.readInt(bytes, place);
    }

    long longField(int field, long otherwise) {
        int place = place(field, Long.BYTES);
        return place < 0 ? otherwise : LittleEndian.readLong(bytes, place);
    }

    private int target(int place) {
        return checked(place + Integer.toUnsignedLong(intAt(place)), Integer.BYTES);
    }

    /** A table that a field refers to. */
    FlatTable table(int field) {
        int place = place(field, Integer.BYTES);
        if (place < 0) {
            throw new IndexOutOfBoundsException("no field " + field);
        }
        return new FlatTable(bytes, begin, end, target(place));
    }

    /** A string; empty if it was left out. */
    String string(int field) {
        int place = place(field, Integer.BYTES);
        if (place < 0) {
            return "";
        }
        int text = target(place);
        int length = intAt(text);
        checked(text + (long) Integer.BYTES, length);
        return new String(bytes, text + Integer.BYTES, length, StandardCharsets.UTF_8);
    }

    /** How many elements of so many bytes a vector has. */
    int count(int field, int elementBytes) {
        int place = place(field, Integer.BYTES);
        if (place < 0) {
            return 0;
        }
        int vector = target(place);
        int count = intAt(vector);
        checked(vector + (long) Integer.BYTES, count < 0 ? -1 : (long) count * elementBytes);
        return count;
    }

    /** A table of a vector. */
    FlatTable element(int field, int index) {
        Objects.checkIndex(index, count(field, Integer.BYTES));
        return new FlatTable(bytes, begin, end, target(target(place(field, Integer.BYTES)) + Integer.BYTES * (index + 1)));
    }

    /** A long of a vector of structs of so many bytes. */
    long structLong(int field, int structBytes, int index, int offset) {
        Objects.checkIndex(index, count(field, structBytes));
        return LittleEndian.readLong(bytes, target(place(field, Integer.BYTES)) + Integer.BYTES + structBytes * index + offset);
    }
}
