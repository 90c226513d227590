package dev.vespula.text.script;

import dev.vespula.V128;
import dev.vespula.Val;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.text.parser.Cursor;
import dev.vespula.text.parser.LaneShape;
import dev.vespula.text.parser.NumberParser;
import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.FloatFormat;
import dev.vespula.text.syntax.Keyword;
import dev.vespula.text.syntax.TokenKind;
import dev.vespula.types.NumType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
        if (cursor.take(Keyword.REF_EXTERN)) {
            return cursor.isAt(TokenKind.NATURAL) ? exactly(new Constant.Host("extern", cursor.readU32()))
                    : new Expected.Reference("extern");
        }
        if (cursor.take(Keyword.REF_HOST)) {
            return exactly(new Constant.Host("host", cursor.readU32()));
        }
        Opcode opcode = cursor.opcode();
        if (opcode != null) {
            switch (opcode) {
                case I32_CONST, I64_CONST, F32_CONST, F64_CONST, V128_CONST, REF_NULL -> {
                    cursor.advance();
                    return readNumber(opcode);
                }
                default -> {}
            }
        }
        return readReference();
    }

    private Expected readNumber(Opcode opcode) {
        return switch (opcode) {
            case I32_CONST -> exactly(Val.i32((int) cursor.readInteger(32)));
            case I64_CONST -> exactly(Val.i64(cursor.readInteger(64)));
            case F32_CONST -> readFloat(NumType.F32);
            case F64_CONST -> readFloat(NumType.F64);
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

    private Expected readFloat(NumType type) {
        Expected.NanKind nan = takeNanKind();
        if (nan != null) {
            return new Expected.Nan(type, nan);
        }
        return exactly(type == NumType.F32 ? Val.f32Bits((int) numbers.readFloat(FloatFormat.F32))
                : Val.f64Bits(numbers.readFloat(FloatFormat.F64)));
    }

    private Expected.NanKind takeNanKind() {
        if (cursor.take(Keyword.NAN_CANONICAL)) {
            return Expected.NanKind.CANONICAL;
        }
        return cursor.take(Keyword.NAN_ARITHMETIC) ? Expected.NanKind.ARITHMETIC : null;
    }

    private Expected readVector() {
        int token = cursor.position();
        LaneShape shape = numbers.readShape();
        if (shape.isFloat()) {
            List<Expected> lanes = new ArrayList<>();
            for (int lane = 0; lane < shape.lanes(); lane++) {
                lanes.add(readFloat(shape == LaneShape.F32X4 ? NumType.F32 : NumType.F64));
            }
            if (lanes.stream().anyMatch(lane -> !(lane instanceof Expected.Exactly))) {
                return new Expected.Lanes(lanes);
            }
        }
        cursor.moveTo(token);
        Bytes bytes = new Bytes(16);
        numbers.readV128(bytes);
        ByteBuffer lanes = ByteBuffer.wrap(bytes.array()).order(ByteOrder.LITTLE_ENDIAN);
        return exactly(Val.v128(new V128(lanes.getLong(0), lanes.getLong(8))));
    }

    private static Expected exactly(Val value) {
        return exactly(new Constant.Number(value));
    }

    private static Expected exactly(Constant constant) {
        return new Expected.Exactly(constant);
    }
}
