package dev.vespula.udf.internal.rowbinary;

import dev.vespula.udf.FlatType;

/** How many bytes numbers have outside of Java. */
public final class Width {
    private Width() {}

    /** Bytes of a number; 0 for strings and bytes. */
    public static int of(FlatType type) {
        return switch (type) {
            case BOOLEAN, INT8, UINT8 -> 1;
            case INT16, UINT16 -> 2;
            case INT32, UINT32, FLOAT32, DATE32 -> 4;
            case INT64, UINT64, FLOAT64, TIME64, TIMESTAMP -> 8;
            case STRING, BINARY, DECIMAL, JSON -> 0;
        };
    }

    /** The bits of a number of a column. */
    public static void write(byte[] bytes, int at, int width, long bits) {
        switch (width) {
            case 1 -> bytes[at] = (byte) bits;
            case 2 -> LittleEndian.write(bytes, at, (short) bits);
            case 4 -> LittleEndian.write(bytes, at, (int) bits);
            default -> LittleEndian.write(bytes, at, bits);
        }
    }

    /** A number's bits, as {@link FlatType#storage} has them. */
    public static long read(byte[] bytes, int at, FlatType type) {
        return switch (type) {
            case BOOLEAN, INT8 -> bytes[at];
            case UINT8 -> bytes[at] & 0xff;
            case INT16 -> LittleEndian.readShort(bytes, at);
            case UINT16 -> LittleEndian.readShort(bytes, at) & 0xffff;
            default -> of(type) == Integer.BYTES ? LittleEndian.readInt(bytes, at) : LittleEndian.readLong(bytes, at);
        };
    }
}
