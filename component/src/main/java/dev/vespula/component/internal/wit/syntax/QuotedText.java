package dev.vespula.component.internal.wit.syntax;

import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.internal.wit.ast.SourceText;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** String literals, which are written as names are in the text format. */
final class QuotedText {
    private static final int NO_DIGIT = -1;

    private final SourceText source;
    private final String text;
    private final int start;
    private int at;

    private QuotedText(SourceText source, int start) {
        this.source = source;
        this.text = source.text();
        this.start = start;
        this.at = start + 1;
    }

    /** The offset behind the closing quote of the literal that begins at {@code start}. */
    static int end(SourceText source, int start) {
        QuotedText literal = new QuotedText(source, start);
        literal.read();
        return literal.at;
    }

    /** What the literal that begins at {@code start} stands for. */
    static String value(SourceText source, int start) {
        return new QuotedText(source, start).read();
    }

    private String read() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (true) {
            int c = next();
            if (c == '"') {
                break;
            }
            if (c == '\\') {
                escape(bytes);
            } else if (c < 0x20 || c == 0x7F) {
                throw error("control character in a string");
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException notUtf8) {
            at = start;
            throw error("malformed UTF-8 encoding");
        }
    }

    private void escape(ByteArrayOutputStream bytes) {
        int c = next();
        switch (c) {
            case 't' :
                bytes.write('\t');
                break;
            case 'n' :
                bytes.write('\n');
                break;
            case 'r' :
                bytes.write('\r');
                break;
            case '"' :
            case '\'' :
            case '\\' :
                bytes.write(c);
                break;
            case 'u' :
                bytes.writeBytes(Character.toString(codePoint()).getBytes(StandardCharsets.UTF_8));
                break;
            default :
                int high = digit(c);
                int low = high == NO_DIGIT ? NO_DIGIT : digit(next());
                if (low == NO_DIGIT) {
                    throw error("illegal escape");
                }
                bytes.write(high << 4 | low);
        }
    }

    /** The number in braces of a {@code \}{@code u} escape; underscores may stand between its digits. */
    private int codePoint() {
        int value = 0;
        boolean digitBefore = false;
        if (next() != '{') {
            throw error("illegal escape");
        }
        for (int c = next(); c != '}' || !digitBefore; c = next()) {
            int digit = digit(c);
            if (digit == NO_DIGIT && !(c == '_' && digitBefore)) {
                throw error("illegal escape");
            }
            digitBefore = digit != NO_DIGIT;
            value = digitBefore ? value << 4 | digit : value;
            if (value > Character.MAX_CODE_POINT) {
                throw error("malformed Unicode character");
            }
        }
        if (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE) {
            throw error("malformed Unicode character");
        }
        return value;
    }

    private static int digit(int c) {
        return c < 0x80 ? Character.digit(c, 16) : NO_DIGIT;
    }

    private int next() {
        if (at >= text.length()) {
            at = start;
            throw error("unclosed string");
        }
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    private WitError error(String message) {
        return WitError.malformed(new Place(source, Math.max(start, at - 1)), message);
    }
}
