package dev.vespula.udf.internal.clickhouse;

import dev.vespula.udf.Column;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.UdfLimits;
import dev.vespula.udf.UdfType;
import dev.vespula.udf.internal.rowbinary.RowBinaryWriter;
import java.util.List;

/** CSV: a line for each row, values between commas, strings, dates and times in quotes, {@code \N} for null. */
final class CsvCodec implements BlockCodec {
    private static final String NULL = "\\N";

    @Override
    public int bytesPerByte() {
        return 2;
    }

    @Override
    public byte[] write(List<Column> columns, int rows) {
        ByteOutput out = new ByteOutput(rows * columns.size() * 8);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < columns.size(); i++) {
                if (i > 0) {
                    out.put(',');
                }
                write(out, columns.get(i), row);
            }
            out.put('\n');
        }
        return out.toByteArray();
    }

    private static void write(ByteOutput out, Column column, int row) {
        FlatType type = column.type().flat();
        if (column.isNull(row)) {
            out.putLatin(NULL);
        } else if (column instanceof Column.Bytes bytes) {
            out.put('"');
            for (int i = bytes.offsets()[row]; i < bytes.offsets()[row + 1]; i++) {
                if (bytes.data()[i] == '"') {
                    out.put('"');
                }
                out.put(bytes.data()[i]);
            }
            out.put('"');
        } else {
            String text = ValueText.write(type, RowBinaryWriter.bits(column, row));
            boolean isQuoted = type == FlatType.DATE32 || type == FlatType.TIMESTAMP;
            out.putLatin(isQuoted ? '"' + text + '"' : text);
        }
    }

    @Override
    public Column read(byte[] bytes, UdfType type, int rows, UdfLimits limits) {
        return new Reader(bytes, type, rows, limits).read();
    }

    private static final class Reader extends ResultReader {
        Reader(byte[] bytes, UdfType type, int rows, UdfLimits limits) {
            super(bytes, type, rows, limits);
        }

        @Override
        void readRow() {
            if (!hasMore()) {
                throw wrong("is missing");
            }
            skipBlanks();
            if (peek() == '"') {
                quoted();
                skipBlanks();
            } else {
                bare();
            }
            if (peek() == '\r') {
                at++;
            }
            if (hasMore() && bytes[take(1)] != '\n') {
                throw wrong("goes on behind its value, at byte " + (at - 1));
            }
        }

        private void skipBlanks() {
            while (isBlank(peek())) {
                at++;
            }
        }

        private static boolean isBlank(int c) {
            return c == ' ' || c == '\t';
        }

        private void quoted() {
            int begin = ++at;
            ByteOutput value = null;
            for (int from = begin;; from = at) {
                while (at < bytes.length && bytes[at] != '"') {
                    at++;
                }
                if (!hasMore()) {
                    throw wrong("has no quotation mark at its end");
                }
                boolean isDoubled = at + 1 < bytes.length && bytes[at + 1] == '"';
                if (!isDoubled && value == null) {
                    add(bytes, begin, at++);
                    return;
                }
                value = value != null ? value : new ByteOutput(2 * (at - begin));
                // Of two quotation marks the first is one of the value's.
                value.put(bytes, from, at - from + (isDoubled ? 1 : 0));
                at += isDoubled ? 2 : 1;
                if (!isDoubled) {
                    addQuoted(value);
                    return;
                }
            }
        }

        private void addQuoted(ByteOutput value) {
            if (flat.storage() != FlatType.Storage.BYTES) {
                throw wrong("is no " + flat);
            }
            addBytes(value.array(), 0, value.size());
        }

        private void add(byte[] array, int begin, int end) {
            if (flat.storage() == FlatType.Storage.BYTES) {
                addBytes(array, begin, end - begin);
            } else {
                addText(begin, end);
            }
        }

        private void bare() {
            int begin = at;
            while (hasMore() && bytes[at] != ',' && bytes[at] != '\n' && bytes[at] != '\r') {
                at++;
            }
            int end = at;
            while (end > begin && isBlank(bytes[end - 1])) {
                end--;
            }
            boolean isNull = end - begin == 2 && bytes[begin] == '\\' && bytes[begin + 1] == 'N';
            // Nothing at all is the type's default, which of nullable types is null.
            if (isNull || begin == end && type.isNullable()) {
                addNull();
            } else {
                add(bytes, begin, end);
            }
        }
    }
}
