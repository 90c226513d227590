package dev.vespula.component.internal.wit.syntax;

import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.internal.wit.ast.TypeExpression;
import dev.vespula.component.wit.WitPrimitive;
import java.util.EnumMap;
import java.util.Map;

/** Types where they are used. */
final class TypeParser {
    /** So deep may types be nested in one another in one place. */
    static final int MAX_DEPTH = 100;

    private static final Map<Token, WitPrimitive> PRIMITIVES = new EnumMap<>(Token.class);

    static {
        for (WitPrimitive primitive : WitPrimitive.values()) {
            PRIMITIVES.put(Token.ofWord(primitive.toString()), primitive);
        }
    }

    private final Cursor cursor;
    private int depth;

    TypeParser(Cursor cursor) {
        this.cursor = cursor;
    }

    TypeExpression type() {
        if (depth == MAX_DEPTH) {
            throw WitError.limit(cursor.place(), "types are nested more than " + MAX_DEPTH + " deep");
        }
        depth++;
        TypeExpression type = nested();
        depth--;
        return type;
    }

    private TypeExpression nested() {
        Place place = cursor.place();
        Token token = cursor.peek();
        WitPrimitive primitive = PRIMITIVES.get(token);
        if (primitive != null) {
            cursor.expect(token);
            return new TypeExpression.Primitive(primitive, place);
        }
        switch (token) {
            case WORD :
            case EXPLICIT_ID :
                return new TypeExpression.Named(cursor.id());
            case OWN :
                return new TypeExpression.Own(inAngles(cursor::id));
            case BORROW :
                return new TypeExpression.Borrow(inAngles(cursor::id));
            case OPTION :
                return new TypeExpression.Option(inAngles(this::type), place);
            case LIST :
                return inAngles(() -> list(place));
            case MAP :
                return inAngles(() -> map(place));
            case TUPLE :
                cursor.expect(Token.TUPLE);
                return new TypeExpression.Tuple(cursor.list(Token.LESS, Token.GREATER, this::type), place);
            case RESULT :
                return result(place);
            case STREAM :
                return new TypeExpression.StreamOf(optionalInAngles(), place);
            case FUTURE :
                return new TypeExpression.FutureOf(optionalInAngles(), place);
            default :
                throw cursor.expected("a type");
        }
    }

    private interface Part<T> {
        T read();
    }

    /** {@code word<part>}. */
    private <T> T inAngles(Part<T> part) {
        cursor.expect(cursor.peek());
        cursor.expect(Token.LESS);
        T read = part.read();
        cursor.expect(Token.GREATER);
        return read;
    }

    /** {@code word<type>} or only {@code word}, which is null. */
    private TypeExpression optionalInAngles() {
        if (cursor.peek(1) != Token.LESS) {
            cursor.expect(cursor.peek());
            return null;
        }
        return inAngles(this::type);
    }

    private TypeExpression list(Place place) {
        TypeExpression element = type();
        if (!cursor.eat(Token.COMMA)) {
            return new TypeExpression.ListOf(element, place);
        }
        if (cursor.peek() != Token.INTEGER) {
            throw cursor.expected("the length of a list");
        }
        String digits = cursor.word();
        boolean fits = digits.length() <= 10 && Long.parseLong(digits) <= 0xFFFF_FFFFL;
        if (!fits || digits.charAt(0) == '0') {
            throw cursor.error("the length of a list is a number from 1 to 4294967295, without zeros before it");
        }
        cursor.expect(Token.INTEGER);
        return new TypeExpression.FixedList(element, Long.parseLong(digits), place);
    }

    private TypeExpression map(Place place) {
        TypeExpression key = type();
        cursor.expect(Token.COMMA);
        return new TypeExpression.MapOf(key, type(), place);
    }

    private TypeExpression result(Place place) {
        cursor.expect(Token.RESULT);
        TypeExpression ok = null;
        TypeExpression error = null;
        if (cursor.eat(Token.LESS)) {
            boolean noOk = cursor.eat(Token.UNDERSCORE);
            if (noOk) {
                cursor.expect(Token.COMMA);
                error = type();
            } else {
                ok = type();
                error = cursor.eat(Token.COMMA) ? type() : null;
            }
            cursor.expect(Token.GREATER);
        }
        return new TypeExpression.Result(ok, error, place);
    }
}
