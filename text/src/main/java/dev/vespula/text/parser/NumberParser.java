package dev.vespula.text.parser;

import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.FloatFormat;
import dev.vespula.text.syntax.TokenKind;
import dev.vespula.text.syntax.Tokens;
import java.util.Locale;

/** Literals of constants: floats, vectors, lanes. */
public final class NumberParser {
    private static final int SHUFFLE_LANES = 16;

    private final Cursor cursor;
    private int start;
    private int end;

    public NumberParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /** The bits of a float. */
    public long readFloat(FloatFormat format) {
        byte[] word = floatWord();
        Long bits = format.parse(word, start, end);
        if (bits == null) {
            throw cursor.error(format.name().toLowerCase(Locale.ROOT) + " constant out of range");
        }
        cursor.advance();
        return bits;
    }

    /** Shape and lanes of a vector, written as its 16 bytes. */
    public void readV128(Bytes out) {
        LaneShape shape = readShape();
        requireLanes(shape.lanes());
        for (int lane = 0; lane < shape.lanes(); lane++) {
            long bits = shape.isFloat() ? readFloat(shape.format()) : cursor.readInteger(shape.laneBits());
            out.little(bits, shape.laneBits() / 8);
        }
    }

    public LaneShape readShape() {
        LaneShape shape = LaneShape.of(cursor.keyword());
        if (shape == null) {
            throw cursor.unexpected("v128 shape");
        }
        cursor.advance();
        return shape;
    }

    /** A lane index of one byte; whether it is too large for the shape is a question for the validator. */
    int readLane() {
        return (int) cursor.readUnsigned(8);
    }

    void readShuffle(Bytes out) {
        for (int lane = 0; lane < SHUFFLE_LANES; lane++) {
            if (!isNumber()) {
                throw cursor.isAt(TokenKind.RESERVED) ? cursor.unexpected("lane") : cursor.error("invalid lane length");
            }
            if (!cursor.isAt(TokenKind.NATURAL)) {
                throw cursor.error("i8 constant out of range");
            }
            out.put(readLane());
        }
        if (isNumber()) {
            throw cursor.error("invalid lane length");
        }
    }

    private void requireLanes(int lanes) {
        int token = cursor.position();
        int count = 0;
        while (isNumber()) {
            cursor.advance();
            count++;
        }
        if (cursor.isAt(TokenKind.RESERVED) || cursor.isAt(TokenKind.KEYWORD) && count < lanes) {
            throw cursor.unexpected("number");
        }
        if (count != lanes) {
            throw cursor.error("wrong number of lane literals, expected " + lanes);
        }
        cursor.moveTo(token);
    }

    private boolean isNumber() {
        byte kind = cursor.kind();
        return kind == TokenKind.NATURAL || kind == TokenKind.SIGNED || kind == TokenKind.FLOAT || isSpecialWord();
    }

    private boolean isSpecialWord() {
        Tokens tokens = cursor.tokens();
        return cursor.isAt(TokenKind.KEYWORD)
                && tokens.symbols().isSpecialFloat(tokens.value(cursor.position()));
    }

    /** Where the word of the next token, which must be a float, lies: in the answer, from start to end. */
    private byte[] floatWord() {
        Tokens tokens = cursor.tokens();
        int token = cursor.position();
        if (isSpecialWord()) {
            byte[] word = tokens.symbols().bytes(tokens.value(token));
            start = 0;
            end = word.length;
            return word;
        }
        if (!isNumber()) {
            throw cursor.unexpected("number");
        }
        start = tokens.start(token);
        end = tokens.value(token);
        return tokens.source().bytes();
    }
}
