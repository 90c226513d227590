package dev.vespula.text.parser;

import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.Keyword;
import dev.vespula.text.syntax.TokenKind;
import dev.vespula.types.AddressType;

/**
 * Limits of a table or memory.
 *
 * @param max as bits, meaningful when {@code bounded}
 * @param pageSize exponent of a page's size, null for the usual one
 */
record ContainerLimits(AddressType address, long min, boolean bounded, long max, boolean shared, Integer pageSize) {

    /** Limits of something whose size is its content. */
    static ContainerLimits exactly(AddressType address, long size, Integer pageSize) {
        return new ContainerLimits(address, size, true, size, false, pageSize);
    }

    /** Reads an address type, which may be left out. */
    static AddressType readAddress(Cursor cursor) {
        if (cursor.take(Keyword.I64)) {
            return AddressType.I64;
        }
        cursor.take(Keyword.I32);
        return AddressType.I32;
    }

    /** Reads limits of a table behind their address type. */
    static ContainerLimits read(Cursor cursor, AddressType address) {
        long min = cursor.readSize(address);
        boolean bounded = cursor.isAt(TokenKind.NATURAL);
        long max = bounded ? cursor.readSize(address) : 0;
        return new ContainerLimits(address, min, bounded, max, false, null);
    }

    /** Reads what is left of a memory's type: as {@link #read}, then {@code shared} and a page size. */
    static ContainerLimits readMemory(Cursor cursor, AddressType address) {
        ContainerLimits read = read(cursor, address);
        boolean shared = cursor.take(Keyword.SHARED);
        return new ContainerLimits(address, read.min, read.bounded, read.max, shared, takePageSize(cursor));
    }

    /** The exponent that {@code (pagesize n)} gives, null when it is not there. */
    static Integer takePageSize(Cursor cursor) {
        if (!cursor.takeOpen(Keyword.PAGESIZE)) {
            return null;
        }
        int token = cursor.position();
        long size = cursor.readUnsigned(64);
        if (Long.bitCount(size) != 1) {
            throw cursor.error(token, "invalid custom page size");
        }
        cursor.expectClose();
        return Long.numberOfTrailingZeros(size);
    }

    void write(Bytes out) {
        out.put((bounded ? BinaryFormat.HAS_MAX : 0) | (shared ? BinaryFormat.SHARED : 0)
                | (address == AddressType.I64 ? BinaryFormat.ADDRESS_64 : 0) | (pageSize != null ? BinaryFormat.HAS_PAGE_SIZE
                        : 0));
        out.u64(min);
        if (bounded) {
            out.u64(max);
        }
        if (pageSize != null) {
            out.u32(pageSize);
        }
    }

    /** Writes the constant expression of offset zero. */
    static void writeZero(AddressType address, Bytes out) {
        Opcode constant = address == AddressType.I64 ? Opcode.I64_CONST : Opcode.I32_CONST;
        out.put(constant.code()).s64(0).put(Opcode.END.code());
    }
}
