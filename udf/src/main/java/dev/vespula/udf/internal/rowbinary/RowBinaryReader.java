package dev.vespula.udf.internal.rowbinary;

import dev.vespula.udf.Field;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.UdfLimits;
import dev.vespula.udf.UdfType;
import dev.vespula.udf.internal.memory.GuestMemory;
import dev.vespula.udf.internal.memory.Utf8;
import dev.vespula.udf.internal.task.GuestFault;
import dev.vespula.udf.internal.task.Narrow;
import dev.vespula.udf.internal.task.TableBody;
import java.util.List;

/** Reads rows that a guest wrote. */
public final class RowBinaryReader {
    private final byte[] bytes;
    private final int end;
    private final UdfLimits limits;
    private int at;

    public RowBinaryReader(byte[] bytes, int offset, int length, UdfLimits limits) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
        this.limits = limits;
    }

    public boolean hasMore() {
        return at < end;
    }

    /** Reads a row. */
    public void row(List<Field> columns, TableBody.RowSink sink) {
        for (int i = 0; i < columns.size(); i++) {
            value(columns.get(i).type(), i, sink);
        }
        sink.endRow();
    }

    private void value(UdfType type, int column, TableBody.RowSink sink) {
        if (type.isNullable()) {
            byte flag = bytes[take(1)];
            if ((flag & ~1) != 0) {
                throw GuestFault.malformed("a null flag of " + flag);
            }
            if (flag == 1) {
                sink.isNull(column);
                return;
            }
        }
        FlatType flat = type.flat();
        if (flat.storage() == FlatType.Storage.BYTES) {
            bytes(flat, column, sink);
        } else {
            sink.number(column, number(flat));
        }
    }

    private void bytes(FlatType type, int column, TableBody.RowSink sink) {
        int length = length();
        GuestMemory.checkValue(length, limits);
        int begin = take(length);
        if (type.isText() && !Utf8.isValid(bytes, begin, length)) {
            throw GuestFault.malformed("a result that is no UTF-8");
        }
        sink.bytes(column, bytes, begin, length);
    }

    private long number(FlatType type) {
        long bits = Width.read(bytes, take(Width.of(type)), type);
        return type == FlatType.BOOLEAN ? Narrow.check(type, (int) bits) : bits;
    }

    /** A LEB128 without sign. */
    private int length() {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            byte next = bytes[take(1)];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                if (value > Integer.MAX_VALUE) {
                    break;
                }
                return (int) value;
            }
        }
        throw GuestFault.malformed("a length that is too large");
    }

    private int take(int size) {
        if (size > end - at) {
            throw GuestFault.malformed("a row is cut off: " + size + " bytes are missing at byte " + at + " of " + end);
        }
        int begin = at;
        at += size;
        return begin;
    }
}
