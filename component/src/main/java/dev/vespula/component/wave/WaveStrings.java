package dev.vespula.component.wave;

import dev.vespula.internal.names.PrintableName;

/** Reads and writes characters and strings. */
final class WaveStrings {
    private static final String LONG_QUOTES = "\"\"\"";
    private static final int MOST_HEX_DIGITS = 6;

    private final WaveCursor cursor;

    WaveStrings(WaveCursor cursor) {
        this.cursor = cursor;
    }

    /** A character, as its code point. */
    int character() {
        if (!cursor.take('\'')) {
            throw cursor.unexpected("a character in quotes");
        }
        if (cursor.peekHere() == '\'') {
            throw cursor.wrong("there is no character between the quotes");
        }
        int code = element('\'');
        if (cursor.peekHere() != '\'') {
            throw cursor.wrong("one character and a quote behind it expected");
        }
        cursor.nextCodePoint();
        return code;
    }

    String string() {
        if (cursor.peek() != '"') {
            throw cursor.unexpected("a string in quotes");
        }
        if (cursor.startsWith(LONG_QUOTES)) {
            return lines();
        }
        cursor.nextCodePoint();
        StringBuilder out = new StringBuilder();
        while (cursor.peekHere() != '"') {
            out.appendCodePoint(element('"'));
        }
        cursor.nextCodePoint();
        return out.toString();
    }

    /**
     * A string of several lines: as much space as stands before the quotes at its end is taken from each line; the first and the
     * last line break do not belong to it.
     */
    private String lines() {
        int start = cursor.position();
        cursor.skipTo(start + LONG_QUOTES.length());
        if (!takeLineBreak()) {
            throw cursor.wrong("a line break expected behind three quotes");
        }
        int end = endOfLines(cursor.position());
        int last = cursor.lineStart(end);
        String indent = cursor.text(last, end);
        if (!indent.chars().allMatch(c -> c == ' ')) {
            throw cursor.wrong("only spaces may stand before the three quotes at the end", last);
        }
        StringBuilder out = new StringBuilder();
        while (cursor.position() < last) {
            line(indent, out);
            if (cursor.position() < last) {
                out.append('\n');
            }
        }
        cursor.skipTo(end + LONG_QUOTES.length());
        return out.toString();
    }

    private void line(String indent, StringBuilder out) {
        if (!cursor.startsWith(indent)) {
            throw cursor.wrong("the line has less space in front than the quotes at the end");
        }
        cursor.skipTo(cursor.position() + indent.length());
        while (!takeLineBreak()) {
            out.appendCodePoint(element(0));
        }
    }

    /** Where the quotes at the end begin; escaped ones do not count. */
    private int endOfLines(int from) {
        int start = cursor.position();
        cursor.skipTo(from);
        while (!cursor.startsWith(LONG_QUOTES)) {
            if (!cursor.hasMore()) {
                throw cursor.wrong("three quotes expected at the end of the string, but the text ends");
            }
            boolean escapes = cursor.nextCodePoint() == '\\';
            if (escapes && cursor.hasMore()) {
                cursor.nextCodePoint();
            }
        }
        int end = cursor.position();
        cursor.skipTo(start);
        return end;
    }

    private boolean takeLineBreak() {
        int length = cursor.startsWith("\r\n") ? 2 : cursor.startsWith("\n") ? 1 : 0;
        cursor.skipTo(cursor.position() + length);
        return length > 0;
    }

    /** A character or an escape of a text that ends with a quote. */
    private int element(int quote) {
        int place = cursor.position();
        if (!cursor.hasMore() || quote != 0 && cursor.peekHere() == '\n') {
            throw cursor.wrong("a quote is missing");
        }
        int code = cursor.nextCodePoint();
        if (code == '\\') {
            return escape(place);
        }
        if (isSurrogate(code)) {
            throw cursor.wrong("half of a character", place);
        }
        return code;
    }

    private int escape(int place) {
        if (!cursor.hasMore()) {
            throw cursor.wrong("an escape is not finished", place);
        }
        return switch (cursor.nextCodePoint()) {
            case '\\' -> '\\';
            case '\'' -> '\'';
            case '"' -> '"';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'u' -> unicode(place);
            default -> throw cursor.wrong("there is no such escape", place);
        };
    }

    private int unicode(int place) {
        int digits = 0;
        int code = 0;
        if (cursor.peekHere() == '{') {
            cursor.nextCodePoint();
            while (digits <= MOST_HEX_DIGITS && Character.digit(cursor.peekHere(), 16) >= 0) {
                code = code * 16 + Character.digit(cursor.nextCodePoint(), 16);
                digits++;
            }
        }
        if (digits == 0 || digits > MOST_HEX_DIGITS || cursor.peekHere() != '}') {
            throw cursor.wrong("an escape of up to six hexadecimal digits is written \\u{1f41d}", place);
        }
        cursor.nextCodePoint();
        if (!Character.isValidCodePoint(code) || isSurrogate(code)) {
            throw cursor.wrong("there is no such character", place);
        }
        return code;
    }

    static boolean isSurrogate(int code) {
        return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
    }

    /** Writes a character as it stands between quotes. */
    static void print(int code, char quote, StringBuilder out) {
        switch (code) {
            case '\\' -> out.append("\\\\");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            default -> {
                if (code == quote) {
                    out.append('\\');
                }
                // What no terminal shows is escaped as WAVE wants it.
                out.append(PrintableName.escaped(Character.toString(code)));
            }
        }
    }
}
