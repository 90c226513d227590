package dev.vespula.text.parser;

import dev.vespula.text.syntax.Keyword;
import dev.vespula.text.syntax.TokenKind;

/** Address types, limits and page sizes. */
final class LimitsParser {

    private final Cursor cursor;

    LimitsParser(Cursor cursor) {
        this.cursor = cursor;
    }

    AddressType readAddressType() {
        if (cursor.take(Keyword.I64)) {
            return AddressType.I64;
        }
        cursor.take(Keyword.I32);
        return AddressType.I32;
    }

    /** Limits of a table, with an optional address type before them. */
    Limits read() {
        return read(readAddressType());
    }

    Limits read(AddressType address) {
        long min = cursor.readSize(address);
        boolean bounded = cursor.isAt(TokenKind.NATURAL);
        long max = bounded ? cursor.readSize(address) : 0;
        return new Limits(address, min, bounded, max, false, null);
    }

    /** A memory's type: as {@link #read}, then {@code shared} and a page size. */
    Limits readMemory() {
        return readMemory(readAddressType());
    }

    Limits readMemory(AddressType address) {
        Limits limits = read(address);
        boolean shared = cursor.take(Keyword.SHARED);
        Integer pageSize = takePageSize();
        return new Limits(address, limits.min(), limits.bounded(), limits.max(), shared, pageSize);
    }

    /** The exponent that {@code (pagesize n)} gives, null when it is not there. */
    Integer takePageSize() {
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
}
