package dev.vespula.udf.internal.clickhouse;

import dev.vespula.udf.Column;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.UdfLimits;
import dev.vespula.udf.UdfType;
import dev.vespula.udf.internal.block.ColumnBuilder;
import dev.vespula.udf.internal.memory.GuestMemory;
import dev.vespula.udf.internal.memory.Utf8;
import dev.vespula.udf.internal.task.GuestFault;
import java.nio.charset.StandardCharsets;

/** Reads one column that a guest wrote row by row. */
abstract class ResultReader {
    final byte[] bytes;
    final UdfType type;
    final FlatType flat;
    int at;
    private final UdfLimits limits;
    private final ColumnBuilder builder;
    private final int rows;
    private int row;

    ResultReader(ResultBytes result) {
        this.bytes = result.bytes();
        this.type = result.type();
        this.flat = type.flat();
        this.rows = result.rows();
        this.limits = result.limits();
        this.builder = ColumnBuilder.of(type, rows);
    }

    final Column read() {
        for (row = 0; row < rows; row++) {
            readRow();
        }
        readEnd();
        return builder.build();
    }

    /** Reads the next row and adds one value. */
    abstract void readRow();

    /** Reads what may be behind the last row. */
    void readEnd() {
        if (hasMore()) {
            throw GuestFault.malformed("returned more than " + rows + " rows");
        }
    }

    final boolean hasMore() {
        return at < bytes.length;
    }

    /** The next byte without a sign, which stays; -1 at the end. */
    final int peek() {
        return at < bytes.length ? bytes[at] & 0xff : -1;
    }

    /** Where the next bytes are, which are read then. */
    final int take(int size) {
        if (size > bytes.length - at) {
            throw wrong("is cut off: " + size + " bytes are wanted at byte " + at + " of " + bytes.length);
        }
        int begin = at;
        at += size;
        return begin;
    }

    final GuestFault wrong(String what) {
        return GuestFault.malformed("row " + row + " of " + rows + " " + what);
    }

    final void addNull() {
        if (!type.isNullable()) {
            throw wrong("is null, which a " + type + " is not");
        }
        builder.addNull();
    }

    final void addBytes(byte[] array, int offset, int length) {
        GuestMemory.checkValue(length, limits);
        if (flat.isText() && !Utf8.isValid(array, offset, length)) {
            throw wrong("is no UTF-8");
        }
        builder.addBytes(array, offset, length);
    }

    /** Adds a signed integer. */
    final void addInteger(long value) {
        if (!IntegerRange.contains(flat, value)) {
            throw wrong("is " + value + ", which is no " + flat);
        }
        builder.addNumber(value);
    }

    final void addBits(long bits) {
        builder.addNumber(bits);
    }

    /** Adds a number, a date or a time from its text. */
    final void addText(int begin, int end) {
        int length = Math.min(end - begin, ValueText.MAX_LENGTH + 1);
        String text = new String(bytes, begin, length, StandardCharsets.ISO_8859_1);
        try {
            builder.addNumber(ValueText.read(flat, text));
        } catch (IllegalArgumentException e) {
            throw wrong("is no " + flat + ": '" + text.substring(0, Math.min(40, text.length())) + "'");
        }
    }
}
