package dev.vespula.internal.numeric;

/**
 * Integer operators that Java lacks or defines otherwise.
 *
 * <p>Unsigned order of longs is written with exclusive or: C2 of JDK 17 can fold the usual form, {@code x + MIN_VALUE}
 * (also inside {@link Long#compareUnsigned}), to a wrong result after splitting a branch (JDK-8376400).
 */
public final class IntegerOps {
    private IntegerOps() {}

    /** The unsigned value of an int. */
    public static long toLong(int a) {
        return a & 0xFFFF_FFFFL;
    }

    /** Unsigned {@code a < b}. */
    public static boolean ltU(long a, long b) {
        return (a ^ Long.MIN_VALUE) < (b ^ Long.MIN_VALUE);
    }

    /** Signed quotient; traps on zero and on the one overflow. */
    public static int divS(int a, int b) {
        if (b == 0) {
            throw ArithmeticTrap.DIVIDE_BY_ZERO;
        }
        if (b == -1 && a == Integer.MIN_VALUE) {
            throw ArithmeticTrap.OVERFLOW;
        }
        return a / b;
    }

    /** Signed quotient; traps on zero and on the one overflow. */
    public static long divS(long a, long b) {
        if (b == 0) {
            throw ArithmeticTrap.DIVIDE_BY_ZERO;
        }
        if (b == -1 && a == Long.MIN_VALUE) {
            throw ArithmeticTrap.OVERFLOW;
        }
        return a / b;
    }

    /** Unsigned quotient; traps on zero. */
    public static int divU(int a, int b) {
        if (b == 0) {
            throw ArithmeticTrap.DIVIDE_BY_ZERO;
        }
        return (int) (toLong(a) / toLong(b));
    }

    /** Unsigned quotient; traps on zero. */
    public static long divU(long a, long b) {
        if (b == 0) {
            throw ArithmeticTrap.DIVIDE_BY_ZERO;
        }
        if (b < 0) {
            return ltU(a, b) ? 0 : 1;
        }
        if (a >= 0) {
            return a / b;
        }
        // Half of the dividend fits a signed division; the doubled quotient is short by at most one.
        long quotient = ((a >>> 1) / b) << 1;
        return ltU(a - quotient * b, b) ? quotient : quotient + 1;
    }

    /** Signed remainder, 0 for {@code MIN_VALUE % -1}; traps on zero. */
    public static int remS(int a, int b) {
        if (b == 0) {
            throw ArithmeticTrap.DIVIDE_BY_ZERO;
        }
        return a % b;
    }

    /** Signed remainder, 0 for {@code MIN_VALUE % -1}; traps on zero. */
    public static long remS(long a, long b) {
        if (b == 0) {
            throw ArithmeticTrap.DIVIDE_BY_ZERO;
        }
        return a % b;
    }

    /** Unsigned remainder; traps on zero. */
    public static int remU(int a, int b) {
        if (b == 0) {
            throw ArithmeticTrap.DIVIDE_BY_ZERO;
        }
        return (int) (toLong(a) % toLong(b));
    }

    /** Unsigned remainder; traps on zero. */
    public static long remU(long a, long b) {
        return a - divU(a, b) * b;
    }
}
