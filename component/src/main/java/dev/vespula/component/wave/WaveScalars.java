package dev.vespula.component.wave;

import dev.vespula.component.types.Primitive;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Reads booleans, numbers, characters and strings. */
final class WaveScalars {
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    /** A number of more digits is out of every range, and BigInteger would take long for a million of them. */
    private static final int MOST_DIGITS = 21;

    private final WaveCursor cursor;
    private final WaveStrings strings;

    WaveScalars(WaveCursor cursor) {
        this.cursor = cursor;
        strings = new WaveStrings(cursor);
    }

    Object value(Primitive type) {
        return switch (type) {
            case BOOL -> bool();
            case S8 -> integer(type, Byte.SIZE).byteValue();
            case U8, U16, S32 -> integer(type, bits(type)).intValue();
            case S16 -> integer(type, Short.SIZE).shortValue();
            case U32, S64, U64 -> integer(type, bits(type)).longValue();
            case F32 -> f32();
            case F64 -> f64();
            case CHAR -> strings.character();
            case STRING -> strings.string();
            case ERROR_CONTEXT -> throw cursor.wrong("a value of type error-context cannot be written");
        };
    }

    private static int bits(Primitive type) {
        return switch (type) {
            case U8 -> Byte.SIZE;
            case U16 -> Short.SIZE;
            case S32, U32 -> Integer.SIZE;
            default -> Long.SIZE;
        };
    }

    private boolean bool() {
        String word = cursor.peekWord();
        if (!word.equals("true") && !word.equals("false")) {
            throw cursor.unexpected("true or false");
        }
        cursor.takeWord(word);
        return word.equals("true");
    }

    private BigInteger integer(Primitive type, int bits) {
        cursor.peek();
        int start = cursor.position();
        String digits = cursor.number();
        if (!INTEGER.matcher(digits).matches()) {
            cursor.skipTo(start);
            throw cursor.unexpected("a number of type " + type);
        }
        boolean signed = switch (type) {
            case S8, S16, S32, S64 -> true;
            default -> false;
        };
        BigInteger number = digits.length() > MOST_DIGITS ? BigInteger.ONE.shiftLeft(Long.SIZE) : new BigInteger(digits);
        boolean fits = signed ? number.bitLength() < bits : number.signum() >= 0 && number.bitLength() <= bits;
        if (!fits) {
            BigInteger end = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits);
            throw cursor.wrong("the number is out of the range of " + type + ", from " + (signed ? end.negate() : 0) + " to "
                    + end.subtract(BigInteger.ONE), start);
        }
        return number;
    }

    private float f32() {
        int start = cursor.position();
        String text = floatText(Primitive.F32);
        float value = switch (text) {
            case "nan" -> Float.NaN;
            case "inf" -> Float.POSITIVE_INFINITY;
            case "-inf" -> Float.NEGATIVE_INFINITY;
            default -> Float.parseFloat(text);
        };
        return (float) checkFinite(text, value, start);
    }

    private double f64() {
        int start = cursor.position();
        String text = floatText(Primitive.F64);
        double value = switch (text) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
        return checkFinite(text, value, start);
    }

    private String floatText(Primitive type) {
        cursor.peek();
        int start = cursor.position();
        String text = cursor.number();
        if (!isWord(text) && !NUMBER.matcher(text).matches()) {
            cursor.skipTo(start);
            throw cursor.unexpected("a number of type " + type);
        }
        return text;
    }

    private static boolean isWord(String text) {
        return text.equals("nan") || text.equals("inf") || text.equals("-inf");
    }

    private double checkFinite(String text, double value, int start) {
        if (Double.isInfinite(value) && !isWord(text)) {
            throw cursor.wrong("the number is too large", start);
        }
        return value;
    }
}
