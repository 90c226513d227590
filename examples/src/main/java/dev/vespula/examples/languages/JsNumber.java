package dev.vespula.examples.languages;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as text in the way of JavaScript, which these languages take over. */
final class JsNumber {
    private static final int MOST_DIGITS = 17;
    private static final int MOST_PLAIN = 21;
    private static final int LEAST_PLAIN = -6;

    private JsNumber() {}

    /** What {@code String(value)} is: the fewest digits that tell the number from all others. */
    static String text(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        return (value < 0 ? "-" : "") + placed(digits, point);
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }

    /** Digits with so many of them before the point. */
    private static String placed(String digits, int point) {
        int count = digits.length();
        if (count <= point && point <= MOST_PLAIN) {
            return digits + "0".repeat(point - count);
        }
        if (0 < point && point <= MOST_PLAIN) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (LEAST_PLAIN < point && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        int exponent = point - 1;
        return digits.charAt(0) + (count == 1 ? "" : "." + digits.substring(1)) + "e" + (exponent < 0 ? "-" : "+")
                + Math.abs(exponent);
    }

    /** What {@code Number(text)} is. */
    static double of(String text) {
        String trimmed = text.strip();
        return trimmed.isEmpty() ? 0 : parsed(trimmed);
    }

    /** What {@code parseFloat} has of a text that is nothing but a decimal number; NaN of others. */
    static double parsed(String text) {
        String trimmed = text.strip();
        return trimmed.matches("[+-]?(Infinity|NaN|(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?)") ? Double.parseDouble(trimmed)
                : Double.NaN;
    }
}
