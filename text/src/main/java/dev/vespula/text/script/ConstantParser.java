package dev.vespula.text.script;

import dev.vespula.internal.binary.Opcode;
import dev.vespula.text.parser.Cursor;
import dev.vespula.text.parser.NumberParser;
import dev.vespula.text.parser.Shape;
import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.Keyword;
import dev.vespula.text.syntax.TokenKind;
import java.util.ArrayList;
import java.util.List;

/** Arguments and expected results. */
final class ConstantParser {

    private final Cursor cursor;
    private final NumberParser numbers;

    ConstantParser(Cursor cursor) {
        this.cursor = cursor;
        this.numbers = new NumberParser(cursor);
    }

    /** A value as an argument. */
    Constant readConstant() {
        int token = cursor.position();
        Expected expected = readPattern();
        if (expected instanceof Expected.Exactly exactly) {
            return exactly.constant();
        }
        throw cursor.error(token, "unexpected pattern, expected constant");
    }

    /** All patterns up to the closing parenthesis. */
    List<Expected> readExpected() {
        List<Expected> expected = new ArrayList<>();
        while (cursor.isAt(TokenKind.OPEN)) {
            expected.add(readPattern());
        }
        return expected;
    }

    private Expected readPattern() {
        cursor.expect(TokenKind.OPEN, "(");
        Expected pattern = cursor.take(Keyword.EITHER) ? readEither() : readOne();
        cursor.expectClose();
        return pattern;
    }

    private Expected readEither() {
        List<Expected> choices = new ArrayList<>();
        while (cursor.isAt(TokenKind.OPEN)) {
            if (cursor.openKeyword() == Keyword.EITHER) {
                throw cursor.unexpected("constant");
            }
            choices.add(readPattern());
        }
        return new Expected.Either(choices);
    }

    private Expected readOne() {
        Keyword keyword = cursor.keyword();
        if (keyword == Keyword.REF_EXTERN) {
            cursor.advance();
            return cursor.isAt(TokenKind.NATURAL) ? exactly(new Constant.Extern(cursor.readU32()))
                : new Expected.Reference("extern");
        }
        if (keyword == Keyword.REF_HOST) {
            cursor.advance();
            return exactly(new Constant.Host(cursor.readU32()));
        }
        Opcode opcode = cursor.opcode();
        if (opcode != null) {
            switch (opcode) {
                case I32_CONST, I64_CONST, F32_CONST, F64_CONST, V128_CONST, REF_NULL -> {
                    cursor.advance();
                    return readNumber(opcode);
                }
                default -> { }
            }
        }
        return readReference();
    }

    private Expected readNumber(Opcode opcode) {
        return switch (opcode) {
            case I32_CONST -> exactly(new Constant.I32((int) cursor.readInteger(32)));
            case I64_CONST -> exactly(new Constant.I64(cursor.readInteger(64)));
            case F32_CONST -> readF32();
            case F64_CONST -> readF64();
            case V128_CONST -> readVector();
            default -> readNull();
        };
    }

    /** {@code (ref.func)}, {@code (ref.struct)} and their like. */
    private Expected readReference() {
        String word = cursor.isAt(TokenKind.KEYWORD) ? cursor.tokens().text(cursor.position()) : "";
        Expected pattern = switch (word) {
            case "ref.func", "ref.any", "ref.eq", "ref.i31", "ref.struct", "ref.array", "ref.exn" ->
                new Expected.Reference(word.substring("ref.".length()));
            default -> throw cursor.unexpected("constant");
        };
        cursor.advance();
        return pattern;
    }

    private Expected readNull() {
        if (cursor.isAt(TokenKind.CLOSE)) {
            return exactly(new Constant.Null(""));
        }
        String heap = cursor.tokens().text(cursor.position());
        if (!cursor.isAt(TokenKind.KEYWORD) && !cursor.isIndex()) {
            throw cursor.unexpected("heap type");
        }
        cursor.advance();
        return exactly(new Constant.Null(heap));
    }

    private Expected readF32() {
        Expected.NanKind nan = takeNanKind();
        return nan != null ? new Expected.NanF32(nan) : exactly(new Constant.F32(numbers.readF32()));
    }

    private Expected readF64() {
        Expected.NanKind nan = takeNanKind();
        return nan != null ? new Expected.NanF64(nan) : exactly(new Constant.F64(numbers.readF64()));
    }

    private Expected.NanKind takeNanKind() {
        if (cursor.take(Keyword.NAN_CANONICAL)) {
            return Expected.NanKind.CANONICAL;
        }
        return cursor.take(Keyword.NAN_ARITHMETIC) ? Expected.NanKind.ARITHMETIC : null;
    }

    private Expected readVector() {
        int token = cursor.position();
        Shape shape = numbers.readShape();
        if (shape == Shape.F32X4 || shape == Shape.F64X2) {
            List<Expected> lanes = new ArrayList<>();
            for (int lane = 0; lane < shape.lanes(); lane++) {
                lanes.add(shape == Shape.F32X4 ? readF32() : readF64());
            }
            if (lanes.stream().anyMatch(lane -> !(lane instanceof Expected.Exactly))) {
                return new Expected.Lanes(lanes);
            }
        }
        cursor.moveTo(token);
        Bytes bytes = new Bytes(16);
        numbers.readV128(bytes);
        return exactly(new Constant.V128(littleEndian(bytes.array(), 0), littleEndian(bytes.array(), 8)));
    }

    private static long littleEndian(byte[] bytes, int from) {
        long value = 0;
        for (int i = 7; i >= 0; i--) {
            value = value << 8 | bytes[from + i] & 0xFF;
        }
        return value;
    }

    private static Expected exactly(Constant constant) {
        return new Expected.Exactly(constant);
    }
}
