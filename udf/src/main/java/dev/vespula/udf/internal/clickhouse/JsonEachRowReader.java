package dev.vespula.udf.internal.clickhouse;

import dev.vespula.udf.FlatType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the field {@code result} of objects; other fields are passed over, as ClickHouse does. */
final class JsonEachRowReader extends ResultReader {
    private static final byte[] RESULT = "result".getBytes(StandardCharsets.US_ASCII);
    private static final String LETTERS = "bfnrt\\\"/";
    private static final String ESCAPED = "\b\f\n\r\t\\\"/";
    /** So deep may values be nested that are passed over. */
    private static final int MAX_DEPTH = 1000;

    private boolean isArray;

    JsonEachRowReader(ResultBytes result) {
        super(result);
        skipBlanks();
        if (peek() == '[') {
            isArray = true;
            at++;
        }
    }

    @Override
    void readRow() {
        skipBlanks();
        if (peek() == ',') {
            at++;
        }
        expect('{');
        boolean isRead = false;
        if (next() != '}') {
            do {
                ByteOutput name = string();
                expect(':');
                boolean isResult = Arrays.equals(name.array(), 0, name.size(), RESULT, 0, RESULT.length);
                if (isResult && isRead) {
                    throw wrong("has two results");
                }
                isRead |= isResult;
                if (isResult) {
                    value();
                } else {
                    skip();
                }
            } while (hasNext());
        }
        expect('}');
        if (!isRead && !type.isNullable()) {
            throw wrong("has no field 'result'");
        }
        if (!isRead) {
            addNull();
        }
    }

    @Override
    void readEnd() {
        if (isArray) {
            expect(']');
        }
        skipBlanks();
        super.readEnd();
    }

    private void skipBlanks() {
        while (hasMore() && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\t' || bytes[at] == '\r')) {
            at++;
        }
    }

    private int next() {
        skipBlanks();
        return peek();
    }

    private boolean hasNext() {
        boolean isComma = next() == ',';
        at += isComma ? 1 : 0;
        return isComma;
    }

    private void expect(char c) {
        if (next() != c) {
            throw wrong("has no '" + c + "' at byte " + at + " of " + bytes.length);
        }
        at++;
    }

    private void value() {
        boolean isBytes = flat.storage() == FlatType.Storage.BYTES;
        int first = next();
        int begin = at;
        if (first == '"') {
            ByteOutput text = string();
            if (isBytes) {
                addBytes(text.array(), 0, text.size());
            } else {
                // No number and no date has escapes: its text is what stands between the quotation marks.
                addText(begin + 1, at - 1);
            }
            return;
        }
        skip();
        if (isWord(begin, "null")) {
            addNothing();
        } else if (isBytes) {
            // A number, an object or a list where a string should be is its text.
            addBytes(bytes, begin, at - begin);
        } else if (flat != FlatType.BOOLEAN && isWord(begin, "true")) {
            truth(1, begin);
        } else if (flat != FlatType.BOOLEAN && isWord(begin, "false")) {
            truth(0, begin);
        } else {
            addText(begin, at);
        }
    }

    /** A null: of floats that may not be null it is the number that JSON does not have. */
    private void addNothing() {
        if (type == FlatType.FLOAT32) {
            addBits(Float.floatToRawIntBits(Float.NaN));
        } else if (type == FlatType.FLOAT64) {
            addBits(Double.doubleToRawLongBits(Double.NaN));
        } else {
            addNull();
        }
    }

    private void truth(int value, int begin) {
        if (IntegerRange.contains(flat, value) && flat != FlatType.DATE32 && flat != FlatType.TIMESTAMP) {
            addInteger(value);
        } else {
            addText(begin, at);
        }
    }

    private boolean isWord(int begin, String word) {
        return at - begin == word.length() && word.equals(new String(bytes, begin, word.length(), StandardCharsets.ISO_8859_1));
    }

    private ByteOutput string() {
        expect('"');
        ByteOutput text = new ByteOutput(0);
        while (true) {
            int begin = at;
            while (hasMore() && bytes[at] != '"' && bytes[at] != '\\') {
                at++;
            }
            text.put(bytes, begin, at - begin);
            if (bytes[take(1)] == '"') {
                return text;
            }
            escape(text);
        }
    }

    private void escape(ByteOutput text) {
        int letter = bytes[take(1)] & 0xff;
        int known = LETTERS.indexOf(letter);
        if (known >= 0) {
            text.put(ESCAPED.charAt(known));
            return;
        }
        if (letter != 'u') {
            throw wrong("has the escape '\\" + (char) letter + "' in a string");
        }
        char first = unit();
        if (Character.isHighSurrogate(first) && at + 1 < bytes.length && bytes[at] == '\\' && bytes[at + 1] == 'u') {
            at += 2;
            char second = unit();
            if (Character.isLowSurrogate(second)) {
                text.putUtf8(new String(new char[] {first, second}));
                return;
            }
        }
        if (Character.isSurrogate(first)) {
            throw wrong("has half of a character in a string");
        }
        text.putUtf8(String.valueOf(first));
    }

    /** Four hexadecimal digits. */
    private char unit() {
        int begin = take(4);
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(bytes[begin + i], 16);
            if (digit < 0) {
                throw wrong("has a \\u without four digits in a string");
            }
            unit = unit << 4 | digit;
        }
        return (char) unit;
    }

    /** Passes over a value. */
    private void skip() {
        int depth = 0;
        do {
            int first = next();
            if (first == '{' || first == '[') {
                depth = deeper(depth);
            } else if ((first == '}' || first == ']') && depth > 0) {
                at++;
                depth--;
            } else if ((first == ',' || first == ':') && depth > 0) {
                at++;
            } else if (first == '"') {
                string();
            } else {
                skipWord();
            }
        } while (depth > 0);
    }

    private int deeper(int depth) {
        if (depth == MAX_DEPTH) {
            throw wrong("is nested more than " + MAX_DEPTH + " deep");
        }
        at++;
        return depth + 1;
    }

    private void skipWord() {
        int begin = at;
        while (hasMore() && (Character.isLetterOrDigit(bytes[at]) || bytes[at] == '-' || bytes[at] == '+'
                || bytes[at] == '.')) {
            at++;
        }
        if (at == begin) {
            throw wrong("has no value at byte " + at + " of " + bytes.length);
        }
    }
}
