package dev.vespula.internal.numeric;

/**
 * Floating-point operators that Java lacks or defines otherwise. Sign operators work on the bits and change nothing
 * else, also in a NaN; all others return a quiet NaN when an operand is a NaN, as the specification demands: adding the
 * operands makes it, whatever the rounding methods of a platform do with a signalling one.
 */
public final class FloatOps {
    private static final int SIGN_32 = 0x8000_0000;
    private static final long SIGN_64 = 0x8000_0000_0000_0000L;

    private FloatOps() {}

    /** The canonical NaN for every NaN, other values as they are. */
    public static float canonical(float a) {
        return a == a ? a : Float.NaN;
    }

    /** The canonical NaN for every NaN, other values as they are. */
    public static double canonical(double a) {
        return a == a ? a : Double.NaN;
    }

    public static float abs(float a) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(a) & ~SIGN_32);
    }

    public static double abs(double a) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(a) & ~SIGN_64);
    }

    public static float neg(float a) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(a) ^ SIGN_32);
    }

    public static double neg(double a) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(a) ^ SIGN_64);
    }

    public static float copysign(float a, float b) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(a) & ~SIGN_32 | Float.floatToRawIntBits(b) & SIGN_32);
    }

    public static double copysign(double a, double b) {
        return Double.longBitsToDouble(
                Double.doubleToRawLongBits(a) & ~SIGN_64 | Double.doubleToRawLongBits(b) & SIGN_64);
    }

    public static float ceil(float a) {
        return a != a ? a + a : (float) Math.ceil(a);
    }

    public static double ceil(double a) {
        return a != a ? a + a : Math.ceil(a);
    }

    public static float floor(float a) {
        return a != a ? a + a : (float) Math.floor(a);
    }

    public static double floor(double a) {
        return a != a ? a + a : Math.floor(a);
    }

    /** Rounds toward zero; the result keeps the sign, also of zero. */
    public static float trunc(float a) {
        return a < 0 ? ceil(a) : floor(a);
    }

    /** Rounds toward zero; the result keeps the sign, also of zero. */
    public static double trunc(double a) {
        return a < 0 ? ceil(a) : floor(a);
    }

    /** Rounds to the nearest integer, ties to even. */
    public static float nearest(float a) {
        return a != a ? a + a : (float) Math.rint(a);
    }

    /** Rounds to the nearest integer, ties to even. */
    public static double nearest(double a) {
        return a != a ? a + a : Math.rint(a);
    }

    /** The square root of the exactly widened operand rounds to the same float as the root itself. */
    public static float sqrt(float a) {
        return a != a ? a + a : (float) Math.sqrt(a);
    }

    public static double sqrt(double a) {
        return a != a ? a + a : Math.sqrt(a);
    }

    /** The smaller operand, negative zero below positive zero. */
    public static float min(float a, float b) {
        if (a < b) {
            return a;
        }
        if (b < a) {
            return b;
        }
        return a == b ? Float.intBitsToFloat(Float.floatToRawIntBits(a) | Float.floatToRawIntBits(b)) : a + b;
    }

    /** The smaller operand, negative zero below positive zero. */
    public static double min(double a, double b) {
        if (a < b) {
            return a;
        }
        if (b < a) {
            return b;
        }
        return a == b ? Double.longBitsToDouble(Double.doubleToRawLongBits(a) | Double.doubleToRawLongBits(b)) : a + b;
    }

    /** The larger operand, positive zero above negative zero. */
    public static float max(float a, float b) {
        if (a > b) {
            return a;
        }
        if (b > a) {
            return b;
        }
        return a == b ? Float.intBitsToFloat(Float.floatToRawIntBits(a) & Float.floatToRawIntBits(b)) : a + b;
    }

    /** The larger operand, positive zero above negative zero. */
    public static double max(double a, double b) {
        if (a > b) {
            return a;
        }
        if (b > a) {
            return b;
        }
        return a == b ? Double.longBitsToDouble(Double.doubleToRawLongBits(a) & Double.doubleToRawLongBits(b)) : a + b;
    }
}
