package dev.vespula.udf.internal.clickhouse;

import dev.vespula.udf.Column;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.UdfLimits;
import dev.vespula.udf.UdfType;
import dev.vespula.udf.internal.rowbinary.RowBinaryWriter;
import java.util.List;

/** TabSeparated: a line for each row, values between tabs, escapes with backslashes, {@code \N} for null. */
final class TsvCodec implements BlockCodec {
    private static final String NULL = "\\N";
    private static final String ESCAPED = "\b\f\n\r\t\0\\'";
    private static final String LETTERS = "bfnrt0\\'";

    /** A guest may write each byte as {@code \xHH}. */
    @Override
    public int bytesPerByte() {
        return 4;
    }

    @Override
    public byte[] write(List<Column> columns, int rows) {
        ByteOutput out = new ByteOutput(rows * columns.size() * 8);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < columns.size(); i++) {
                if (i > 0) {
                    out.put('\t');
                }
                write(out, columns.get(i), row);
            }
            out.put('\n');
        }
        return out.toByteArray();
    }

    private static void write(ByteOutput out, Column column, int row) {
        if (column.isNull(row)) {
            out.putLatin(NULL);
        } else if (column instanceof Column.Bytes bytes) {
            for (int i = bytes.offsets()[row]; i < bytes.offsets()[row + 1]; i++) {
                byte next = bytes.data()[i];
                int escape = ESCAPED.indexOf(next & 0xff);
                if (escape < 0) {
                    out.put(next);
                } else {
                    out.put('\\').put(LETTERS.charAt(escape));
                }
            }
        } else {
            out.putLatin(ValueText.write(column.type().flat(), RowBinaryWriter.bits(column, row)));
        }
    }

    @Override
    public Column read(byte[] bytes, UdfType type, int rows, UdfLimits limits) {
        return new Reader(bytes, type, rows, limits).read();
    }

    private static final class Reader extends ResultReader {
        private static final String LETTERS = "abefnrtv0";
        private static final String CONTROLS = "\u0007\b\u001b\f\n\r\t\u000b\0";
        /** Characters before which a backslash says nothing. */
        private static final String PLAIN = "\\'\"`/=";

        Reader(byte[] bytes, UdfType type, int rows, UdfLimits limits) {
            super(bytes, type, rows, limits);
        }

        @Override
        void readRow() {
            if (!hasMore()) {
                throw wrong("is missing");
            }
            int begin = at;
            boolean hasEscapes = false;
            while (hasMore() && bytes[at] != '\n' && bytes[at] != '\t') {
                boolean isEscape = bytes[at] == '\\';
                hasEscapes |= isEscape;
                // What a backslash escapes ends nothing.
                at += isEscape && at + 1 < bytes.length ? 2 : 1;
            }
            int end = at;
            if (hasMore() && bytes[at++] == '\t') {
                throw wrong("has a second value, at byte " + at);
            }
            if (end > begin && bytes[end - 1] == '\r' && !(end - 1 > begin && bytes[end - 2] == '\\')) {
                throw wrong("ends with a carriage return, which ClickHouse refuses");
            }
            if (end - begin == 2 && bytes[begin] == '\\' && bytes[begin + 1] == 'N') {
                addNull();
            } else if (flat.storage() != FlatType.Storage.BYTES) {
                addText(begin, end);
            } else if (hasEscapes) {
                unescape(begin, end);
            } else {
                addBytes(bytes, begin, end - begin);
            }
        }

        private void unescape(int begin, int end) {
            ByteOutput value = new ByteOutput(end - begin);
            for (int i = begin; i < end; i++) {
                if (bytes[i] != '\\') {
                    value.put(bytes[i]);
                    continue;
                }
                if (++i == end) {
                    throw wrong("ends with a backslash");
                }
                int letter = bytes[i] & 0xff;
                int control = LETTERS.indexOf(letter);
                if (letter == 'x') {
                    value.put(hex(i + 1, end));
                    i += 2;
                } else if (control >= 0) {
                    value.put(CONTROLS.charAt(control));
                } else if (PLAIN.indexOf(letter) >= 0 || letter < ' ') {
                    value.put(letter);
                } else if (letter != 'N') {
                    // A backslash that is none stays.
                    value.put('\\').put(letter);
                }
            }
            addBytes(value.array(), 0, value.size());
        }

        private int hex(int begin, int end) {
            int high = begin + 2 <= end ? Character.digit(bytes[begin], 16) : -1;
            int low = begin + 2 <= end ? Character.digit(bytes[begin + 1], 16) : -1;
            if (high < 0 || low < 0) {
                throw wrong("has a \\x without two digits");
            }
            return high << 4 | low;
        }
    }
}
