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
import dev.vespula.text.syntax.Lexer;
import dev.vespula.text.syntax.Source;
import dev.vespula.text.syntax.SyntaxError;
import dev.vespula.text.syntax.TokenKind;
import dev.vespula.text.syntax.Tokens;
import dev.vespula.types.NumType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the directives of a script. */
final class ScriptParser {
    /** Threads in threads in threads: no script needs more, and each level takes some of the Java stack. */
    private static final int DEEPEST = 16;

    private final Source source;
    private Tokens tokens;
    private Cursor cursor;
    private NumberParser numbers;
    private int depth;

    ScriptParser(Source source) {
        this.source = source;
    }

    List<Directive> parse() {
        try {
            tokens = Lexer.tokens(source);
        } catch (SyntaxError error) {
            return List.of(new Directive.Unreadable(error.line(), "script", error.describe()));
        }
        cursor = new Cursor(tokens);
        numbers = new NumberParser(cursor);
        if (isBareModule()) {
            return List.of(new Directive.DefineModule(1, ModuleSource.fields(tokens), false));
        }
        List<Directive> directives = new ArrayList<>();
        while (!cursor.isAt(TokenKind.END)) {
            directives.add(readGuarded());
        }
        return directives;
    }

    /** A script may consist of module fields alone. */
    private boolean isBareModule() {
        Keyword keyword = cursor.openKeyword();
        if (keyword == null) {
            return false;
        }
        return switch (keyword) {
            case TYPE, REC, IMPORT, FUNC, TABLE, MEMORY, GLOBAL, TAG, EXPORT, START, ELEM, DATA -> true;
            default -> false;
        };
    }

    /** One directive; whatever goes wrong, the next begins behind its closing parenthesis. */
    private Directive readGuarded() {
        int token = cursor.position();
        int end;
        try {
            end = cursor.isAt(TokenKind.OPEN) ? tokens.skipGroup(token) : token + 1;
        } catch (SyntaxError unclosed) {
            cursor.moveTo(tokens.count());
            return new Directive.Unreadable(line(token), word(token), unclosed.describe());
        }
        try {
            Directive directive = read();
            cursor.expectClose();
            cursor.moveTo(end);
            return directive;
        } catch (SyntaxError error) {
            cursor.moveTo(end);
            return new Directive.Unreadable(line(token), word(token), error.describe());
        }
    }

    /** The directive whose parenthesis is at the cursor, up to the closing one. */
    private Directive read() {
        int line = line(cursor.position());
        Keyword keyword = cursor.openKeyword();
        cursor.expect(TokenKind.OPEN, "(");
        if (keyword == null) {
            throw cursor.unexpected("directive");
        }
        switch (keyword) {
            case INVOKE, GET -> {
                cursor.moveTo(cursor.position() - 1);
                Action action = readAction();
                cursor.moveTo(cursor.position() - 1);
                return new Directive.Perform(line, action);
            }
            default -> cursor.advance();
        }
        return switch (keyword) {
            case MODULE -> readModule(line);
            case REGISTER -> new Directive.Register(line, cursor.readText(), takeName());
            case ASSERT_RETURN -> new Directive.AssertReturn(line, readAction(), readExpected());
            case ASSERT_TRAP -> readTrap(line);
            case ASSERT_EXHAUSTION -> new Directive.AssertExhaustion(line, readAction(), cursor.readText());
            case ASSERT_SUSPENSION -> new Directive.AssertSuspension(line, readAction(), cursor.readText());
            case ASSERT_EXCEPTION -> new Directive.AssertException(line, readAction());
            case ASSERT_MALFORMED -> readRefusal(line, Directive.Stage.MALFORMED);
            case ASSERT_MALFORMED_CUSTOM -> readRefusal(line, Directive.Stage.MALFORMED_CUSTOM);
            case ASSERT_INVALID -> readRefusal(line, Directive.Stage.INVALID);
            case ASSERT_INVALID_CUSTOM -> readRefusal(line, Directive.Stage.INVALID_CUSTOM);
            case ASSERT_UNLINKABLE -> readRefusal(line, Directive.Stage.UNLINKABLE);
            case ASSERT_UNINSTANTIABLE -> readRefusal(line, Directive.Stage.UNINSTANTIABLE);
            case THREAD -> readThread(line);
            case WAIT -> new Directive.Wait(line, takeName());
            default -> {
                cursor.moveTo(cursor.position() - 1);
                throw cursor.unexpected("directive");
            }
        };
    }

    private Directive readModule(int line) {
        if (cursor.take(Keyword.INSTANCE)) {
            return new Directive.Instantiate(line, takeName(), takeName());
        }
        boolean definition = cursor.take(Keyword.DEFINITION);
        return new Directive.DefineModule(line, readSource(line), definition);
    }

    /** A module behind its keyword, up to the closing parenthesis. */
    private ModuleSource readSource(int line) {
        int token = cursor.position();
        Optional<String> name = takeName();
        if (cursor.take(Keyword.BINARY)) {
            return ModuleSource.binary(name, readBytes());
        }
        if (cursor.take(Keyword.QUOTE)) {
            return ModuleSource.quote(name, source.name() + ":" + line + " (quoted)", readBytes());
        }
        while (!cursor.isAt(TokenKind.CLOSE)) {
            boolean group = cursor.isAt(TokenKind.OPEN) || cursor.isAt(TokenKind.ANNOTATION);
            cursor.moveTo(group ? tokens.skipGroup(cursor.position()) : cursor.position() + 1);
        }
        return ModuleSource.text(name, tokens, token);
    }

    private byte[] readBytes() {
        Bytes bytes = new Bytes();
        cursor.readStrings(bytes);
        return bytes.toArray();
    }

    private Directive readTrap(int line) {
        if (cursor.isOpen(Keyword.MODULE)) {
            return readRefusal(line, Directive.Stage.UNINSTANTIABLE);
        }
        return new Directive.AssertTrap(line, readAction(), cursor.readText());
    }

    private Directive readRefusal(int line, Directive.Stage stage) {
        cursor.expectOpen(Keyword.MODULE);
        ModuleSource module = readSource(line);
        cursor.expectClose();
        return new Directive.AssertModule(line, stage, module, cursor.readText());
    }

    private Action readAction() {
        cursor.expect(TokenKind.OPEN, "(");
        Action action;
        if (cursor.take(Keyword.INVOKE)) {
            Optional<String> instance = takeName();
            String export = cursor.readText();
            List<Constant> arguments = new ArrayList<>();
            while (cursor.isAt(TokenKind.OPEN)) {
                arguments.add(readConstant());
            }
            action = new Action.Invoke(instance, export, arguments);
        } else {
            cursor.expect(Keyword.GET);
            action = new Action.Get(takeName(), cursor.readText());
        }
        cursor.expectClose();
        return action;
    }

    private Directive readThread(int line) {
        Optional<String> name = takeName();
        List<Directive.Shared> shared = new ArrayList<>();
        while (cursor.takeOpen(Keyword.SHARED)) {
            cursor.expectOpen(Keyword.MODULE);
            shared.add(new Directive.Shared(takeName()));
            cursor.expectClose();
            cursor.expectClose();
        }
        if (depth == DEEPEST) {
            throw cursor.error("threads nested too deeply");
        }
        depth++;
        List<Directive> body = new ArrayList<>();
        while (cursor.isAt(TokenKind.OPEN)) {
            body.add(readGuarded());
        }
        depth--;
        return new Directive.Thread(line, name, shared, body);
    }

    private Optional<String> takeName() {
        int symbol = cursor.takeId();
        return symbol == Cursor.NONE ? Optional.empty() : Optional.of(tokens.symbols().text(symbol));
    }

    private int line(int token) {
        return source.line(tokens.start(token));
    }

    private String word(int token) {
        return tokens.kind(token) == TokenKind.OPEN ? tokens.text(token + 1) : tokens.text(token);
    }

    // Arguments and expected results ---------------------------------------------------------------------------------

    /** A value as an argument. */
    private Constant readConstant() {
        int token = cursor.position();
        Expected expected = readPattern();
        if (expected instanceof Expected.Exactly exactly) {
            return exactly.constant();
        }
        throw cursor.error(token, "unexpected pattern, expected constant");
    }

    /** All patterns up to the closing parenthesis. */
    private List<Expected> readExpected() {
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
        if (opcode == null) {
            return readReference();
        }
        int token = cursor.position();
        cursor.advance();
        switch (opcode) {
            case I32_CONST :
                return exactly(Val.i32((int) cursor.readInteger(32)));
            case I64_CONST :
                return exactly(Val.i64(cursor.readInteger(64)));
            case F32_CONST :
                return readFloat(NumType.F32);
            case F64_CONST :
                return readFloat(NumType.F64);
            case V128_CONST :
                return readVector();
            case REF_NULL :
                return readNull();
            default :
                cursor.moveTo(token);
                return readReference();
        }
    }

    /** {@code (ref.func)}, {@code (ref.struct)} and their like. */
    private Expected readReference() {
        String word = cursor.isAt(TokenKind.KEYWORD) ? cursor.tokens().text(cursor.position()) : "";
        Expected pattern = switch (word) {
            case "ref.func", "ref.any", "ref.eq", "ref.i31", "ref.struct", "ref.array", "ref.exn", "ref.cont" ->
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
