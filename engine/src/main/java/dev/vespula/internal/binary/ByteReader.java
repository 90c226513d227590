package dev.vespula.internal.binary;

import java.nio.charset.StandardCharsets;

/** A cursor over a range of bytes that reads the primitive elements of the binary format, strictly. */
public class ByteReader {
    protected final byte[] bytes;
    protected int position;
    /** Offset after the last byte that may be read. */
    protected int end;

    public ByteReader(byte[] bytes, int position, int end) {
        this.bytes = bytes;
        this.position = position;
        this.end = end;
    }

    public final int position() {
        return position;
    }

    public final int end() {
        return end;
    }

    public final int remaining() {
        return end - position;
    }

    /** Goes on reading elsewhere in the same bytes. */
    protected final void setRange(int newPosition, int newEnd) {
        position = newPosition;
        end = newEnd;
    }

    /** The next byte without taking it, -1 at the end. */
    public final int peekByte() {
        return position < end ? bytes[position] & 0xFF : -1;
    }

    /**
     * The length of a vector, refused where fewer bytes than elements are left, so that callers may allocate for it.
     *
     * @param limit most elements that are allowed
     * @param what what the elements are called in the error
     */
    final int readCount(int limit, String what) {
        int offset = position;
        int count = readU32();
        checkAvailable(count);
        ImplementationLimits.check(count, limit, what, offset);
        return count;
    }

    /** A byte that says whether a global or field can change. */
    final boolean readMutability() {
        int code = readByte();
        if (code > 1) {
            throw ModuleError.MUTABILITY.at(position - 1);
        }
        return code == 1;
    }

    /** One unsigned byte. */
    public final int readByte() {
        if (position >= end) {
            throw unexpectedEnd().at(position);
        }
        return bytes[position++] & 0xFF;
    }

    /** An unsigned LEB128 number of 32 bits; the int holds its bits. */
    public final int readU32() {
        if (position < end) {
            byte first = bytes[position];
            if (first >= 0) {
                position++;
                return first;
            }
        }
        return readLongU32();
    }

    private int readLongU32() {
        int result = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            int b = readByte();
            result |= (b & 0x7F) << shift;
            if (b < 0x80) {
                return result;
            }
        }
        int last = readByte();
        checkLast(last, (last & 0x70) == 0);
        return result | last << 28;
    }

    /** An unsigned LEB128 number of 64 bits; the long holds its bits. */
    public final long readU64() {
        long result = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int b = readByte();
            result |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return result;
            }
        }
        int last = readByte();
        checkLast(last, (last & 0x7E) == 0);
        return result | (long) last << 63;
    }

    /** A signed LEB128 number of 32 bits. */
    public final int readS32() {
        int result = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            int b = readByte();
            result |= (b & 0x7F) << shift;
            if (b < 0x80) {
                return result << 25 - shift >> 25 - shift;
            }
        }
        int last = readByte();
        int unused = last & 0x78;
        checkLast(last, unused == 0 || unused == 0x78);
        return result | last << 28;
    }

    /** A signed LEB128 number of 33 bits, as block types and heap types have it. */
    public final long readS33() {
        long result = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            int b = readByte();
            result |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return result << 57 - shift >> 57 - shift;
            }
        }
        int last = readByte();
        int unused = last & 0x70;
        checkLast(last, unused == 0 || unused == 0x70);
        result |= (long) last << 28;
        return result << 29 >> 29;
    }

    /** A signed LEB128 number of 64 bits. */
    public final long readS64() {
        long result = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int b = readByte();
            result |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return result << 57 - shift >> 57 - shift;
            }
        }
        int last = readByte();
        checkLast(last, last == 0 || last == 0x7F || last >= 0x80);
        return result | (long) last << 63;
    }

    /** Four bytes, little-endian. */
    public final int readFixed32() {
        checkAvailable(4);
        int start = position;
        position = start + 4;
        return bytes[start] & 0xFF | (bytes[start + 1] & 0xFF) << 8 | (bytes[start + 2] & 0xFF) << 16
                | bytes[start + 3] << 24;
    }

    /** Eight bytes, little-endian. */
    public final long readFixed64() {
        checkAvailable(8);
        long low = readFixed32() & 0xFFFFFFFFL;
        return low | (long) readFixed32() << 32;
    }

    /** Passes over bytes. */
    public final void skip(int count) {
        checkAvailable(count);
        position += count;
    }

    /** Passes over a name after checking that it is UTF-8; {@link #nameAt} reads it later. */
    public final void skipName() {
        int length = readU32();
        int start = position;
        skip(length);
        if (!Utf8.isValid(bytes, start, position)) {
            throw ModuleError.UTF_8.at(start);
        }
    }

    /** A name. */
    public final String readName() {
        int offset = position;
        skipName();
        return nameAt(bytes, offset);
    }

    /** The name whose length is at an offset, where it was checked before. */
    static String nameAt(byte[] bytes, int offset) {
        ByteReader reader = new ByteReader(bytes, offset, bytes.length);
        int length = reader.readU32();
        return new String(bytes, reader.position, length, StandardCharsets.UTF_8);
    }

    /** Fails unless that many bytes are left; {@code count} is unsigned. */
    public final void checkAvailable(int count) {
        if (Integer.compareUnsigned(count, end - position) > 0) {
            throw unexpectedEnd().at(position);
        }
    }

    /** The error for bytes that end too early. */
    protected ModuleError unexpectedEnd() {
        return ModuleError.UNEXPECTED_END;
    }

    private void checkLast(int last, boolean fits) {
        if (last >= 0x80) {
            throw ModuleError.LONG_INTEGER.at(position - 1);
        }
        if (!fits) {
            throw ModuleError.LARGE_INTEGER.at(position - 1);
        }
    }
}
