package dev.vespula.text.script;

import dev.vespula.component.types.Primitive;
import dev.vespula.text.parser.Cursor;
import dev.vespula.text.parser.NumberParser;
import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.FloatFormat;
import dev.vespula.text.syntax.Source;
import dev.vespula.text.syntax.SyntaxError;
import dev.vespula.text.syntax.TokenKind;
import dev.vespula.text.syntax.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the directives of a script of components. */
final class ComponentScriptParser {
    private static final String COMPONENT = "component";

    private final Source source;
    private final Tokens tokens;
    private final Cursor cursor;
    private final NumberParser numbers;

    ComponentScriptParser(Source source, Tokens tokens) {
        this.source = source;
        this.tokens = tokens;
        this.cursor = new Cursor(tokens);
        this.numbers = new NumberParser(cursor);
    }

    /** Whether a script is about components: whether any directive holds one. */
    static boolean isFor(Tokens tokens) {
        for (int token = 0; token < tokens.count();) {
            if (tokens.kind(token) != TokenKind.OPEN) {
                return false;
            }
            if (tokens.text(token + 1).equals(COMPONENT)
                    || tokens.text(token + 1).startsWith("assert_") && tokens.text(token + 3).equals(COMPONENT)) {
                return true;
            }
            token = tokens.skipGroup(token);
        }
        return false;
    }

    List<ComponentDirective> parse() {
        List<ComponentDirective> directives = new ArrayList<>();
        while (!cursor.isAt(TokenKind.END)) {
            int token = cursor.position();
            int line = source.line(tokens.start(token));
            String keyword = tokens.text(token + 1);
            int end = tokens.skipGroup(token);
            try {
                directives.add(read(line, keyword));
                cursor.expectClose();
            } catch (SyntaxError error) {
                directives.add(new ComponentDirective.Unreadable(line, keyword, error.describe()));
            }
            cursor.moveTo(end);
        }
        return directives;
    }

    private ComponentDirective read(int line, String keyword) {
        cursor.moveTo(cursor.position() + 2);
        switch (keyword) {
            case COMPONENT :
                return readComponent(line);
            case "invoke" :
                return new ComponentDirective.Perform(line, keyword, readInvoke());
            case "register" :
                return new ComponentDirective.Register(line, keyword, cursor.readText(), takeName());
            case "assert_return" :
                return new ComponentDirective.AssertReturn(line, keyword, readInvokeGroup(), readConstants());
            case "assert_trap" :
                if (openWord().equals("invoke")) {
                    return new ComponentDirective.AssertTrap(line, keyword, readInvokeGroup(), cursor.readText());
                }
                return readRefused(line, keyword);
            case "assert_invalid", "assert_malformed", "assert_unlinkable" :
                return readRefused(line, keyword);
            default :
                cursor.moveTo(cursor.position() - 1);
                throw cursor.unexpected("directive");
        }
    }

    private String openWord() {
        return cursor.isAt(TokenKind.OPEN) ? tokens.text(cursor.position() + 1) : "";
    }

    private boolean take(String word) {
        if (!cursor.isAt(TokenKind.KEYWORD) || !tokens.text(cursor.position()).equals(word)) {
            return false;
        }
        cursor.advance();
        return true;
    }

    private ComponentDirective readComponent(int line) {
        if (take("instance")) {
            Optional<String> name = takeName();
            return new ComponentDirective.Instantiate(line, "component instance", name, takeName());
        }
        boolean definition = take("definition");
        return new ComponentDirective.Define(line, COMPONENT, readSource(line), definition);
    }

    private ComponentDirective readRefused(int line, String keyword) {
        boolean isModule = openWord().equals("module");
        if (!isModule && !openWord().equals(COMPONENT)) {
            throw cursor.unexpected("component");
        }
        cursor.moveTo(cursor.position() + 2);
        ComponentSource component;
        if (isModule) {
            component = ComponentSource.module(tokens, cursor.position());
            skipToClose();
        } else {
            component = readSource(line);
        }
        cursor.expectClose();
        return new ComponentDirective.AssertRefused(line, keyword, component, cursor.readText());
    }

    private ComponentSource readSource(int line) {
        int token = cursor.position();
        Optional<String> name = takeName();
        if (take("binary")) {
            return ComponentSource.binary(name, readBytes());
        }
        if (take("quote")) {
            return ComponentSource.quote(name, source.name() + ":" + line + " (quoted)", readBytes());
        }
        skipToClose();
        return ComponentSource.text(name, tokens, token);
    }

    private void skipToClose() {
        while (!cursor.isAt(TokenKind.CLOSE)) {
            boolean group = cursor.isAt(TokenKind.OPEN) || cursor.isAt(TokenKind.ANNOTATION);
            cursor.moveTo(group ? tokens.skipGroup(cursor.position()) : cursor.position() + 1);
        }
    }

    private byte[] readBytes() {
        Bytes bytes = new Bytes();
        cursor.readStrings(bytes);
        return bytes.toArray();
    }

    private Optional<String> takeName() {
        int symbol = cursor.takeId();
        return symbol == Cursor.NONE ? Optional.empty() : Optional.of(tokens.symbols().text(symbol));
    }

    private ComponentDirective.Invoke readInvokeGroup() {
        if (!openWord().equals("invoke")) {
            throw cursor.unexpected("invoke");
        }
        cursor.moveTo(cursor.position() + 2);
        ComponentDirective.Invoke invoke = readInvoke();
        cursor.expectClose();
        return invoke;
    }

    private ComponentDirective.Invoke readInvoke() {
        return new ComponentDirective.Invoke(takeName(), cursor.readText(), readConstants());
    }

    // ---- values

    private List<ComponentConstant> readConstants() {
        List<ComponentConstant> constants = new ArrayList<>();
        while (cursor.isAt(TokenKind.OPEN)) {
            constants.add(readConstant());
        }
        return constants;
    }

    private Optional<ComponentConstant> takeConstant() {
        return cursor.isAt(TokenKind.OPEN) ? Optional.of(readConstant()) : Optional.empty();
    }

    private ComponentConstant readConstant() {
        cursor.expect(TokenKind.OPEN, "(");
        ComponentConstant constant = readBare();
        cursor.expectClose();
        return constant;
    }

    /** A constant without parentheses around it. */
    private ComponentConstant readBare() {
        String word = tokens.text(cursor.position());
        cursor.advance();
        return switch (word) {
            case "bool.const" -> scalar(Primitive.BOOL, readBool());
            case "s8.const" -> scalar(Primitive.S8, (byte) cursor.readInteger(8));
            case "u8.const" -> scalar(Primitive.U8, (int) cursor.readInteger(8) & 0xFF);
            case "s16.const" -> scalar(Primitive.S16, (short) cursor.readInteger(16));
            case "u16.const" -> scalar(Primitive.U16, (int) cursor.readInteger(16) & 0xFFFF);
            case "s32.const" -> scalar(Primitive.S32, (int) cursor.readInteger(32));
            case "u32.const" -> scalar(Primitive.U32, cursor.readInteger(32) & 0xFFFF_FFFFL);
            case "s64.const" -> scalar(Primitive.S64, cursor.readInteger(64));
            case "u64.const" -> scalar(Primitive.U64, cursor.readInteger(64));
            case "f32.const" -> takeNan(Primitive.F32).orElseGet(() -> scalar(Primitive.F32,
                    Float.intBitsToFloat((int) numbers.readFloat(FloatFormat.F32))));
            case "f64.const" -> takeNan(Primitive.F64).orElseGet(() -> scalar(Primitive.F64,
                    Double.longBitsToDouble(numbers.readFloat(FloatFormat.F64))));
            case "char.const" -> scalar(Primitive.CHAR, readCharacter());
            case "str.const" -> scalar(Primitive.STRING, cursor.readText());
            case "list.const" -> new ComponentConstant.ListOf(readConstants());
            case "tuple.const" -> new ComponentConstant.TupleOf(readConstants());
            case "record.const" -> readRecord();
            case "variant.const" -> new ComponentConstant.VariantOf(cursor.readText(), takeConstant());
            case "enum.const" -> new ComponentConstant.EnumOf(cursor.readText());
            case "option.none" -> new ComponentConstant.OptionOf(Optional.empty());
            case "option.some" -> new ComponentConstant.OptionOf(Optional.of(readConstant()));
            case "result.ok" -> new ComponentConstant.OkOf(takeConstant());
            case "result.err" -> new ComponentConstant.ErrOf(takeConstant());
            case "flags.const" -> readFlags();
            default -> {
                cursor.moveTo(cursor.position() - 1);
                throw cursor.unexpected("constant");
            }
        };
    }

    private static ComponentConstant scalar(Primitive type, Object value) {
        return new ComponentConstant.Scalar(type, value);
    }

    private int readCharacter() {
        int token = cursor.position();
        String text = cursor.readText();
        if (text.codePointCount(0, text.length()) != 1) {
            throw cursor.error(token, "expected a string of one character");
        }
        return text.codePointAt(0);
    }

    private boolean readBool() {
        boolean value = take("true");
        if (!value && !take("false")) {
            throw cursor.unexpected("true or false");
        }
        return value;
    }

    private Optional<ComponentConstant> takeNan(Primitive type) {
        for (Expected.NanKind kind : Expected.NanKind.values()) {
            if (take(kind.toString())) {
                return Optional.of(new ComponentConstant.Nan(type, kind));
            }
        }
        return Optional.empty();
    }

    private ComponentConstant readRecord() {
        Map<String, ComponentConstant> fields = new LinkedHashMap<>();
        while (openWord().equals("field")) {
            cursor.moveTo(cursor.position() + 2);
            fields.put(cursor.readText(), cursor.isAt(TokenKind.OPEN) ? readConstant() : readBare());
            cursor.expectClose();
        }
        return new ComponentConstant.RecordOf(fields);
    }

    private ComponentConstant readFlags() {
        Set<String> labels = new LinkedHashSet<>();
        while (cursor.isAt(TokenKind.STRING)) {
            labels.add(cursor.readText());
        }
        return new ComponentConstant.FlagsOf(labels);
    }
}
