package dev.vespula.udf.internal.text;

import dev.vespula.udf.Field;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.FunctionKind;
import dev.vespula.udf.Signature;
import dev.vespula.udf.UdfType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads signatures. */
public final class SignatureText {
    /** So deep may types be nested: a text from a custom section is a stranger's. */
    private static final int MAX_DEPTH = 32;
    private static final Map<String, FlatType> FLAT = Stream.of(FlatType.values()).collect(Collectors.toMap(FlatType::toString,
            Function.identity()));

    private final String text;
    private int at;
    private int depth;

    private SignatureText(String text) {
        this.text = text;
    }

    /**
     * Reads a signature.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static Signature parse(String text) {
        SignatureText parser = new SignatureText(text);
        Signature signature = parser.signature();
        parser.skipBlanks();
        if (parser.at < text.length()) {
            throw parser.wrong("the end");
        }
        return signature;
    }

    /**
     * Reads a type.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static UdfType parseType(String text) {
        SignatureText parser = new SignatureText(text);
        UdfType type = parser.type();
        parser.skipBlanks();
        if (parser.at < text.length()) {
            throw parser.wrong("the end");
        }
        return type;
    }

    private Signature signature() {
        String name = name();
        FunctionKind kind = FunctionKind.SCALAR;
        skipBlanks();
        if (name.equals("aggregate") && !isNext("(")) {
            kind = FunctionKind.AGGREGATE;
            name = name();
        }
        expect("(");
        List<Field> params = fields(")");
        skipBlanks();
        if (kind == FunctionKind.SCALAR && isNext("->>")) {
            at += 3;
            return new Signature(name, FunctionKind.TABLE, params, columns());
        }
        expect("->");
        return new Signature(name, kind, params, List.of(new Field("", type())));
    }

    private List<Field> columns() {
        if (take("(")) {
            List<Field> columns = fields(")");
            if (columns.isEmpty()) {
                throw wrong("a column");
            }
            return columns;
        }
        return List.of(new Field("", type()));
    }

    private List<Field> fields(String end) {
        List<Field> fields = new ArrayList<>();
        if (take(end)) {
            return fields;
        }
        do {
            fields.add(field());
        } while (take(","));
        expect(end);
        return fields;
    }

    private Field field() {
        int begin = at;
        String name = name();
        if (take(":")) {
            return new Field(name, type());
        }
        at = begin;
        return new Field("", type());
    }

    private UdfType type() {
        if (++depth > MAX_DEPTH) {
            throw wrong("a type of at most " + MAX_DEPTH + " levels");
        }
        String word = name();
        UdfType type;
        if (word.equals("struct")) {
            expect("<");
            type = new UdfType.StructOf(fields(">"));
        } else {
            type = FLAT.get(word.toLowerCase(Locale.ROOT));
            if (type == null) {
                at -= word.length();
                throw wrong("a type");
            }
        }
        for (int levels = 0;; levels++) {
            if (levels > MAX_DEPTH) {
                throw wrong("a type of at most " + MAX_DEPTH + " levels");
            }
            if (!type.isNullable() && take("?")) {
                type = type.nullable();
            } else if (take("[]")) {
                type = new UdfType.ListOf(type);
            } else {
                depth--;
                return type;
            }
        }
    }

    private String name() {
        skipBlanks();
        int begin = at;
        while (at < text.length() && isOfName(text.charAt(at))) {
            at++;
        }
        if (at == begin) {
            throw wrong("a name");
        }
        return text.substring(begin, at);
    }

    private boolean isOfName(char c) {
        boolean isArrow = c == '-' && at + 1 < text.length() && text.charAt(at + 1) == '>';
        return !isArrow && (Character.isLetterOrDigit(c) || "_-.$/#@".indexOf(c) >= 0);
    }

    private boolean isNext(String word) {
        return text.startsWith(word, at);
    }

    private boolean take(String word) {
        skipBlanks();
        boolean isThere = isNext(word);
        if (isThere) {
            at += word.length();
        }
        return isThere;
    }

    private void expect(String word) {
        if (!take(word)) {
            throw wrong("'" + word + "'");
        }
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException("no signature: " + expected + " expected at character " + (at + 1) + " of '" + text
                + "'");
    }
}
