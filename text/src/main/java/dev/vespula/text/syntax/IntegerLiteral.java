package dev.vespula.text.syntax;

/** Integers of the text format, already known to be well-formed. */
public final class IntegerLiteral {
    private IntegerLiteral() {}

    /**
     * The value in two's complement, or null when it fits neither a signed nor an unsigned integer of {@code bits} bits.
     *
     * @param bits 8 to 64
     */
    public static Long parse(byte[] bytes, int start, int end, int bits) {
        boolean negative = bytes[start] == '-';
        int i = negative || bytes[start] == '+' ? start + 1 : start;
        boolean hex = NumberShape.isHexPrefix(bytes, i, end);
        if (hex) {
            i += 2;
        }
        int base = hex ? 16 : 10;
        long magnitude = 0;
        for (; i < end; i++) {
            if (bytes[i] == '_') {
                continue;
            }
            int digit = NumberShape.value(bytes[i]);
            if (magnitude < 0 || magnitude > Long.MAX_VALUE / base) {
                if (wouldOverflow(magnitude, base, digit)) {
                    return null;
                }
            }
            magnitude = magnitude * base + digit;
        }
        if (negative) {
            return Long.compareUnsigned(magnitude, 1L << bits - 1) <= 0 ? -magnitude : null;
        }
        return bits == 64 || magnitude >>> bits == 0 ? magnitude : null;
    }

    private static boolean wouldOverflow(long magnitude, int base, int digit) {
        long limit = Long.divideUnsigned(-1L, base);
        int compared = Long.compareUnsigned(magnitude, limit);
        return compared > 0 || compared == 0 && digit > Long.remainderUnsigned(-1L, base);
    }
}
