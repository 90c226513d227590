package dev.vespula.codegen;

import java.util.Map;
import java.util.Set;

/**
 * Writes what the classes of lanes have in common, as superclasses of theirs: integer lanes are computed all at once inside the
 * long, float lanes one by one as the rows of the scalar operators say.
 */
final class LaneSources {
    /** Additions keep carries from crossing lanes by leaving out the top bits, comparisons make a top bit and spread it. */
    private static final String INTEGERS = """
            public static long add(long a, long b) {
            return (a & ~TOP) + (b & ~TOP) ^ (a ^ b) & TOP;
            }
            public static long sub(long a, long b) {
            return (a | TOP) - (b & ~TOP) ^ (a ^ ~b) & TOP;
            }
            public static long neg(long a) {
            return sub(0, a);
            }
            public static long eq(long a, long b) {
            return ~ne(a, b);
            }
            public static long ne(long a, long b) {
            long x = a ^ b;
            return spread(((x & ~TOP) + ~TOP | x) & TOP);
            }
            public static long ltS(long a, long b) {
            return spread((a & ~b | ~(a ^ b) & ~borrows(a, b)) & TOP);
            }
            public static long ltU(long a, long b) {
            return spread((~a & b | ~(a ^ b) & ~borrows(a, b)) & TOP);
            }
            public static long leS(long a, long b) {
            return ~ltS(b, a);
            }
            public static long leU(long a, long b) {
            return ~ltU(b, a);
            }
            /** The top bit of each lane is clear where the bits below are less in {@code a}. */
            private static long borrows(long a, long b) {
            return (a | TOP) - (b & ~TOP);
            }
            /** All bits of the lanes whose top bit is set; the other bits of the operand are zero. */
            static long spread(long top) {
            return (top << 1) - (top >>> BITS - 1);
            }
            /** A half with a lane replaced. */
            public static long replace(long half, int lane, int value) {
            int shift = BITS * lane;
            return half & ~(MASK << shift) | (value & MASK) << shift;
            }
            """;

    /** For lanes that no Java type of numbers is as wide as when it computes. */
    private static final String NARROW = """
            public static long splat(int a) {
            return (a & MASK) * ONE;
            }
            /** A lane of a half, sign-extended. */
            public static int extractS(long half, int lane) {
            return (@TYPE@) (half >>> BITS * lane);
            }
            /** A lane of a half, zero-extended. */
            public static int extractU(long half, int lane) {
            return (int) (half >>> BITS * lane & MASK);
            }
            public static long abs(long a) {
            long negative = spread(a & TOP);
            return sub(a ^ negative, negative);
            }
            public static long addSatS(long a, long b) {
            long sum = add(a, b);
            return saturated(sum, a, spread(~(a ^ b) & (a ^ sum) & TOP));
            }
            public static long subSatS(long a, long b) {
            long difference = sub(a, b);
            return saturated(difference, a, spread((a ^ b) & (a ^ difference) & TOP));
            }
            /** In the lanes of the mask the largest or smallest value, as the sign of {@code a} says. */
            private static long saturated(long result, long a, long mask) {
            long bound = ((a & TOP) >>> BITS - 1) + ~TOP;
            return result ^ (result ^ bound) & mask;
            }
            public static long addSatU(long a, long b) {
            long sum = add(a, b);
            return sum | spread((a & b | (a | b) & ~sum) & TOP);
            }
            public static long subSatU(long a, long b) {
            long difference = sub(a, b);
            return difference & ~spread((~a & b | (~a | b) & difference) & TOP);
            }
            /** Mean, rounded up. */
            public static long avgrU(long a, long b) {
            return (a | b) - ((a ^ b) >>> 1 & ~TOP);
            }
            public static long minS(long a, long b) {
            return b ^ (a ^ b) & ltS(a, b);
            }
            public static long minU(long a, long b) {
            return b ^ (a ^ b) & ltU(a, b);
            }
            public static long maxS(long a, long b) {
            return a ^ (a ^ b) & ltS(a, b);
            }
            public static long maxU(long a, long b) {
            return a ^ (a ^ b) & ltU(a, b);
            }
            public static long shl(long a, int count) {
            int s = count & BITS - 1;
            return a << s & (MASK << s & MASK) * ONE;
            }
            public static long shrS(long a, int count) {
            int s = count & BITS - 1;
            long kept = (MASK >>> s) * ONE;
            return a >>> s & kept | spread(a & TOP) & ~kept;
            }
            public static long shrU(long a, int count) {
            int s = count & BITS - 1;
            return a >>> s & (MASK >>> s) * ONE;
            }
            public static int allTrue(long low, long high) {
            return isNonZero(low) & isNonZero(high);
            }
            private static int isNonZero(long a) {
            return (((a & ~TOP) + ~TOP | a) & TOP) == TOP ? 1 : 0;
            }
            """;

    /** Operators on floats that are computed on the bits, in {@code F32x4} and {@code F64x2}. */
    private static final Set<String> BITWISE = Set.of("abs", "neg", "copysign");

    private LaneSources() {}

    static Map<String, String> of(OpTable table) {
        return Map.of("I8x16Lanes", integers("I8x16Lanes", 8, INTEGERS + NARROW.replace("@TYPE@", "byte")),
                "I16x8Lanes", integers("I16x8Lanes", 16, INTEGERS + NARROW.replace("@TYPE@", "short")),
                "I32x4Lanes", integers("I32x4Lanes", 32, INTEGERS),
                "F32x4Lanes", floats("F32x4Lanes", table, JavaType.F32, """
                        static float first(long a) {
                        return Float.intBitsToFloat((int) a);
                        }
                        static float second(long a) {
                        return Float.intBitsToFloat((int) (a >>> 32));
                        }
                        static long pack(float first, float second) {
                        return Float.floatToRawIntBits(first) & 0xFFFF_FFFFL | (long) Float.floatToRawIntBits(second) << 32;
                        }
                        private static long masks(boolean first, boolean second) {
                        return (first ? 0xFFFF_FFFFL : 0) | (second ? 0xFFFF_FFFF_0000_0000L : 0);
                        }
                        """, "pack(%1$s, %2$s)", "masks(%1$s, %2$s)"),
                "F64x2Lanes", floats("F64x2Lanes", table, JavaType.F64, """
                        static double first(long a) {
                        return Double.longBitsToDouble(a);
                        }
                        static long bits(double a) {
                        return Double.doubleToRawLongBits(a);
                        }
                        """, "bits(%1$s)", "I64x2.mask(%1$s)"));
    }

    private static JavaSource begin(String name, String content) {
        return new JavaSource("dev.vespula.internal.numeric").text("class " + name + " {\n" + content);
    }

    private static String integers(String name, int bits, String methods) {
        long mask = -1L >>> 64 - bits;
        long one = Long.divideUnsigned(-1L, mask);
        return begin(name, """
                /** The top bit of each lane. */
                static final long TOP = %#xL;
                /** One in each lane. */
                static final long ONE = %#xL;
                static final long MASK = %#xL;
                private static final int BITS = %d;
                """.formatted(one << bits - 1, one, mask, bits)).text(methods).text("}").toString();
    }

    private static String floats(String name, OpTable table, JavaType type, String helpers, String number, String mask) {
        JavaSource out = begin(name, helpers);
        for (Op op : table.ops()) {
            String method = op.name().substring(op.name().indexOf('.') + 1);
            boolean isCompare = op.has("compare");
            if (!op.isNumeric() || BITWISE.contains(method)
                    || !Set.of(type.wasm).containsAll(op.operands()) || !isCompare && !op.result().equals(type.wasm)) {
                continue;
            }
            String first = op.semantics().replaceAll("\\b([ab])\\b", "first($1)");
            String value = (isCompare ? mask : number).formatted(first, first.replace("first", "second"));
            out.text("public static long " + method + (op.operands().size() == 1 ? "(long a) {\n" : "(long a, long b) {\n")
                    + "return " + value + ";\n}");
        }
        return out.text("}").toString();
    }
}
