package dev.vespula.udf.internal.clickhouse;

import dev.vespula.udf.FlatType;

/** CSV: a line for each row, values between commas, strings, dates and times in quotes, {@code \N} for null. */
final class CsvCodec extends LineCodec {
    CsvCodec() {
        super(',');
    }

    @Override
    public int bytesPerByte() {
        return 2;
    }

    @Override
    void writeBytes(ByteOutput out, byte[] data, int begin, int end) {
        out.put('"');
        for (int i = begin; i < end; i++) {
            if (data[i] == '"') {
                out.put('"');
            }
            out.put(data[i]);
        }
        out.put('"');
    }

    @Override
    void writeNumber(ByteOutput out, FlatType type, long bits) {
        String text = ValueText.write(type, bits);
        boolean isQuoted = type == FlatType.DATE32 || type == FlatType.TIMESTAMP;
        out.putLatin(isQuoted ? '"' + text + '"' : text);
    }

    @Override
    ResultReader reader(ResultBytes result) {
        return new Reader(result);
    }

    private static final class Reader extends ResultReader {
        Reader(ResultBytes result) {
            super(result);
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
            // Nothing at all is the type's default, which of nullable types is null.
            if (isNull(bytes, begin, end) || begin == end && type.isNullable()) {
                addNull();
            } else {
                add(bytes, begin, end);
            }
        }
    }
}
