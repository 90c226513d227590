package dev.vespula.udf.internal.ipc;

import dev.vespula.udf.internal.rowbinary.LittleEndian;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a FlatBuffer from its end to its beginning, as the format wants it: what is referred to is there before what refers to it.
 * References are distances from the end.
 */
final class FlatBufferWriter {
    private byte[] bytes = new byte[1024];
    /** Bytes that are written, from the end. */
    private int size;
    private int maxAlignment = 4;
    /** Distances of the fields of the table that is open; 0 for those that are left out. */
    private int[] fields = {};
    private int tableEnd;

    private void prepare(int alignment, int following) {
        maxAlignment = Math.max(maxAlignment, alignment);
        int padding = -(size + following) & alignment - 1;
        grow(padding + following + alignment);
        size += padding;
    }

    private void grow(int more) {
        if (size + more > bytes.length) {
            byte[] larger = new byte[Math.max(bytes.length * 2, size + more)];
            System.arraycopy(bytes, bytes.length - size, larger, larger.length - size, size);
            bytes = larger;
        }
    }

    private int start() {
        return bytes.length - size;
    }

    private void putByte(int value) {
        size += 1;
        bytes[start()] = (byte) value;
    }

    private void putShort(int value) {
        size += Short.BYTES;
        LittleEndian.write(bytes, start(), (short) value);
    }

    private void putInt(int value) {
        size += Integer.BYTES;
        LittleEndian.write(bytes, start(), value);
    }

    private void putLong(long value) {
        size += Long.BYTES;
        LittleEndian.write(bytes, start(), value);
    }

    /** A reference to what is at a distance from the end. */
    private void putReference(int target) {
        prepare(Integer.BYTES, Integer.BYTES);
        putInt(size + Integer.BYTES - target);
    }

    /** A string. */
    int string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        prepare(Integer.BYTES, utf8.length + 1 + Integer.BYTES);
        size += 1;
        bytes[start()] = 0;
        size += utf8.length;
        System.arraycopy(utf8, 0, bytes, start(), utf8.length);
        putInt(utf8.length);
        return size;
    }

    /** A vector of references. */
    int references(int... targets) {
        prepare(Integer.BYTES, Integer.BYTES * (targets.length + 1));
        for (int i = targets.length - 1; i >= 0; i--) {
            putReference(targets[i]);
        }
        putInt(targets.length);
        return size;
    }

    /** A vector of structs of so many longs each. */
    int structs(int longs, long... values) {
        prepare(Long.BYTES, Long.BYTES * values.length);
        for (int i = values.length - 1; i >= 0; i--) {
            putLong(values[i]);
        }
        putInt(values.length / longs);
        return size;
    }

    /** Begins a table of so many fields. */
    void beginTable(int count) {
        fields = new int[count];
        tableEnd = size;
    }

    void fieldByte(int field, int value) {
        prepare(1, 1);
        putByte(value);
        fields[field] = size;
    }

    void fieldShort(int field, int value) {
        prepare(Short.BYTES, Short.BYTES);
        putShort(value);
        fields[field] = size;
    }

    void fieldInt(int field, int value) {
        prepare(Integer.BYTES, Integer.BYTES);
        putInt(value);
        fields[field] = size;
    }

    void fieldLong(int field, long value) {
        prepare(Long.BYTES, Long.BYTES);
        putLong(value);
        fields[field] = size;
    }

    void fieldReference(int field, int target) {
        putReference(target);
        fields[field] = size;
    }

    /** Ends the table: a reference to its list of fields, which comes before it. */
    int endTable() {
        prepare(Integer.BYTES, Integer.BYTES);
        putInt(0);
        int table = size;
        prepare(Short.BYTES, Short.BYTES * (fields.length + 2));
        for (int i = fields.length - 1; i >= 0; i--) {
            putShort(fields[i] == 0 ? 0 : table - fields[i]);
        }
        putShort(table - tableEnd);
        putShort(Short.BYTES * (fields.length + 2));
        LittleEndian.write(bytes, bytes.length - table, size - table);
        return table;
    }

    /** All of it, with a reference to the outermost table at its beginning. */
    byte[] finish(int root) {
        prepare(maxAlignment, Integer.BYTES);
        putInt(size + Integer.BYTES - root);
        return Arrays.copyOfRange(bytes, start(), bytes.length);
    }
}
