package dev.vespula.internal.numeric;

/**
 * Conversions between integers and floating-point numbers. The {@code Trunc} methods trap where the truncated number
 * does not fit; the {@code Sat} methods give the nearest bound there, and zero for NaN. A float widens to a double
 * exactly, so one range check in double serves both.
 */
public final class Conversions {
    private static final double TWO_31 = 0x1p31;
    private static final double TWO_32 = 0x1p32;
    private static final double TWO_63 = 0x1p63;
    private static final double TWO_64 = 0x1p64;

    private Conversions() {}

    public static int i32TruncS(double a) {
        if (a > -TWO_31 - 1 && a < TWO_31) {
            return (int) a;
        }
        throw unrepresentable(a);
    }

    public static int i32TruncU(double a) {
        if (a > -1 && a < TWO_32) {
            return (int) (long) a;
        }
        throw unrepresentable(a);
    }

    public static long i64TruncS(double a) {
        if (a >= -TWO_63 && a < TWO_63) {
            return (long) a;
        }
        throw unrepresentable(a);
    }

    public static long i64TruncU(double a) {
        if (a > -1 && a < TWO_64) {
            return toUnsigned(a);
        }
        throw unrepresentable(a);
    }

    /** Java's own cast saturates. */
    public static int i32TruncSatS(double a) {
        return (int) a;
    }

    public static int i32TruncSatU(double a) {
        return a >= TWO_32 ? -1 : a > 0 ? (int) (long) a : 0;
    }

    /** Java's own cast saturates. */
    public static long i64TruncSatS(double a) {
        return (long) a;
    }

    public static long i64TruncSatU(double a) {
        return a >= TWO_64 ? -1 : a > 0 ? toUnsigned(a) : 0;
    }

    public static float f32ConvertU(int a) {
        return (float) IntegerOps.toLong(a);
    }

    public static double f64ConvertU(int a) {
        return (double) IntegerOps.toLong(a);
    }

    public static float f32ConvertU(long a) {
        return a >= 0 ? (float) a : (float) halved(a) * 2;
    }

    public static double f64ConvertU(long a) {
        return a >= 0 ? (double) a : (double) halved(a) * 2;
    }

    /** Half of an unsigned number; the lost bit stays as a sticky bit, so that the half rounds as the whole would. */
    private static long halved(long a) {
        return a >>> 1 | a & 1;
    }

    private static long toUnsigned(double a) {
        return a < TWO_63 ? (long) a : (long) (a - TWO_63) ^ Long.MIN_VALUE;
    }

    private static ArithmeticTrap unrepresentable(double a) {
        return a != a ? ArithmeticTrap.NOT_A_NUMBER : ArithmeticTrap.OVERFLOW;
    }
}
