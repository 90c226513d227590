package dev.vespula.cli;

import dev.vespula.V128;
import java.math.BigInteger;
import java.util.Locale;

/**
 * Vectors on the command line: one number of 128 bits, as they are printed, or a shape and its lanes, the first one lowest, as
 * {@code i32x4:1,2,3,4}. Commas and blanks separate alike, so that the text format's {@code i32x4 1 2 3 4} will do.
 */
final class VectorText {
    private static final int BITS = 128;
    /** So many digits have 128 bits, with a prefix and underscores between all of them. */
    private static final int MOST_DIGITS = 2 + 2 * 39;
    private static final BigInteger LOW = BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    /** How lanes are written. */
    private enum Shape {
        I8X16(8), I16X8(16), I32X4(32), I64X2(64), F32X4(32), F64X2(64);

        private final int bits;

        Shape(int bits) {
            this.bits = bits;
        }

        private long lane(String text) {
            return switch (this) {
                case F32X4 -> Float.floatToRawIntBits(NumberText.parseF32(text)) & 0xFFFF_FFFFL;
                case F64X2 -> Double.doubleToRawLongBits(NumberText.parseF64(text));
                default -> NumberText.parseInteger(text, bits) & -1L >>> Long.SIZE - bits;
            };
        }
    }

    private VectorText() {}

    /** @throws NumberFormatException if it is no vector */
    static V128 parse(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) != ':' && text.charAt(end) != ' ') {
            end++;
        }
        for (Shape shape : Shape.values()) {
            if (end < text.length() && shape.name().equals(text.substring(0, end).toUpperCase(Locale.ROOT))) {
                return lanes(shape, text.substring(end + 1).strip().split("[ ,]+", -1));
            }
        }
        return number(text);
    }

    private static V128 lanes(Shape shape, String[] texts) {
        if (texts.length != BITS / shape.bits) {
            throw new NumberFormatException("it has " + texts.length + " lanes");
        }
        long[] halves = new long[2];
        for (int i = 0; i < texts.length; i++) {
            int bit = i * shape.bits;
            halves[bit / Long.SIZE] |= shape.lane(texts[i]) << bit % Long.SIZE;
        }
        return new V128(halves[0], halves[1]);
    }

    private static V128 number(String text) {
        if (text.length() > MOST_DIGITS) {
            throw new NumberFormatException("out of range");
        }
        boolean isHexadecimal = text.startsWith("0x") || text.startsWith("0X");
        String digits = NumberText.digits(isHexadecimal ? text.substring(2) : text);
        BigInteger number = new BigInteger(digits, isHexadecimal ? 16 : 10);
        if (number.signum() < 0 || number.bitLength() > BITS) {
            throw new NumberFormatException("out of range");
        }
        return new V128(number.and(LOW).longValue(), number.shiftRight(Long.SIZE).longValue());
    }
}
