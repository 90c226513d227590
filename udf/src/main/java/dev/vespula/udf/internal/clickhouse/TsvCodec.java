package dev.vespula.udf.internal.clickhouse;

import dev.vespula.udf.FlatType;

/** TabSeparated: a line for each row, values between tabs, escapes with backslashes, {@code \N} for null. */
final class TsvCodec extends LineCodec {
    private static final String ESCAPED = "\b\f\n\r\t\0\\'";
    private static final String LETTERS = "bfnrt0\\'";

    TsvCodec() {
        super('\t');
    }

    /** A guest may write each byte as {@code \xHH}. */
    @Override
    public int bytesPerByte() {
        return 4;
    }

    @Override
    void writeBytes(ByteOutput out, byte[] data, int begin, int end) {
        for (int i = begin; i < end; i++) {
            int escape = ESCAPED.indexOf(data[i] & 0xff);
            if (escape < 0) {
                out.put(data[i]);
            } else {
                out.put('\\').put(LETTERS.charAt(escape));
            }
        }
    }

    @Override
    void writeNumber(ByteOutput out, FlatType type, long bits) {
        out.putLatin(ValueText.write(type, bits));
    }

    @Override
    ResultReader reader(ResultBytes result) {
        return new Reader(result);
    }

    private static final class Reader extends ResultReader {
        private static final String LETTERS = "abefnrtv0";
        private static final String CONTROLS = "\u0007\b\u001b\f\n\r\t\u000b\0";
        /** Characters before which a backslash says nothing. */
        private static final String PLAIN = "\\'\"`/=";

        Reader(ResultBytes result) {
            super(result);
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
            if (isNull(bytes, begin, end)) {
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
