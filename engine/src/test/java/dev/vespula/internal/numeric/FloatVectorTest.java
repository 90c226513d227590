package dev.vespula.internal.numeric;

import static dev.vespula.internal.numeric.LaneReference.lane;
import static dev.vespula.internal.numeric.LaneReference.mask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.internal.numeric.LaneReference.Sign;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class FloatVectorTest {
    private static final int ROUNDS = 4000;
    private static final float[] FLOATS = {0f, -0f, 1f, -1f, 0.5f, -0.5f, 1.5f, 2.5f, -2.5f, 0x1p23f, 0x1p31f, -0x1p31f,
        0x1p32f, 0x1.fffffep127f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY,
        Float.NaN, Float.intBitsToFloat(0x7F800001), Float.intBitsToFloat(0xFFC12345), 0.49999997f, 4194304.5f,
        8388609f, 2147483520f, 4294967040f};

    private final Random random = new Random(11);

    private int floatBits() {
        return switch (random.nextInt(3)) {
            case 0 -> Float.floatToRawIntBits(FLOATS[random.nextInt(FLOATS.length)]);
            case 1 -> Float.floatToRawIntBits((random.nextFloat() - 0.5f) * 1000);
            default -> random.nextInt();
        };
    }

    private long floats() {
        return floatBits() & 0xFFFF_FFFFL | (long) floatBits() << 32;
    }

    private long doubleBits() {
        return switch (random.nextInt(4)) {
            case 0 -> Double.doubleToRawLongBits(FLOATS[random.nextInt(FLOATS.length)]);
            case 1 -> Double.doubleToRawLongBits((random.nextDouble() - 0.5) * 1e10);
            case 2 -> Double.doubleToRawLongBits(random.nextInt(9) - 4.5);
            default -> random.nextLong();
        };
    }

    private static double single(long half, int lane) {
        return Float.intBitsToFloat((int) lane(half, 32, lane, Sign.SIGNED));
    }

    /** NaN compares equal to any NaN with a set quiet bit. */
    private static void assertFloats(long actual, double first, double second) {
        assertFloat((int) actual, (float) first);
        assertFloat((int) (actual >>> 32), (float) second);
    }

    private static void assertFloat(int actual, float expected) {
        if (expected != expected) {
            assertThat(actual & 0x7FC0_0000).as("quiet NaN %08x", actual).isEqualTo(0x7FC0_0000);
        } else {
            assertThat(actual).isEqualTo(Float.floatToRawIntBits(expected));
        }
    }

    private static void assertDouble(long actual, double expected) {
        if (expected != expected) {
            assertThat(actual & 0x7FF8L << 48).as("quiet NaN %016x", actual).isEqualTo(0x7FF8L << 48);
        } else {
            assertThat(actual).isEqualTo(Double.doubleToRawLongBits(expected));
        }
    }

    private void unary(LongUnaryOperator singles, LongUnaryOperator doubles, DoubleUnaryOperator reference) {
        for (int round = 0; round < ROUNDS; round++) {
            long a = floats();
            assertFloats(singles.applyAsLong(a), reference.applyAsDouble(single(a, 0)), reference.applyAsDouble(single(a, 1)));
            long b = doubleBits();
            assertDouble(doubles.applyAsLong(b), reference.applyAsDouble(Double.longBitsToDouble(b)));
        }
    }

    /** Doubles are precise enough that rounding their result to float is the float result of + - * /. */
    private void binary(LongBinaryOperator singles, LongBinaryOperator doubles, DoubleBinaryOperator reference) {
        for (int round = 0; round < ROUNDS; round++) {
            long a = floats();
            long b = round % 16 == 0 ? a : floats();
            assertFloats(singles.applyAsLong(a, b), reference.applyAsDouble(single(a, 0), single(b, 0)),
                    reference.applyAsDouble(single(a, 1), single(b, 1)));
            long c = doubleBits();
            long d = doubleBits();
            assertDouble(doubles.applyAsLong(c, d),
                    reference.applyAsDouble(Double.longBitsToDouble(c), Double.longBitsToDouble(d)));
        }
    }

    @Test
    void arithmeticRoundsEachLane() {
        binary(F32x4::add, F64x2::add, (a, b) -> a + b);
        binary(F32x4::sub, F64x2::sub, (a, b) -> a - b);
        binary(F32x4::mul, F64x2::mul, (a, b) -> a * b);
        binary(F32x4::div, F64x2::div, (a, b) -> a / b);
        unary(F32x4::sqrt, F64x2::sqrt, Math::sqrt);
    }

    @Test
    void minimumAndMaximumOrderZerosAndReturnNaN() {
        binary(F32x4::min, F64x2::min, Math::min);
        binary(F32x4::max, F64x2::max, Math::max);
    }

    @Test
    void roundingGivesIntegersAndKeepsTheSign() {
        unary(F32x4::ceil, F64x2::ceil, a -> rounded(a, RoundingMode.CEILING));
        unary(F32x4::floor, F64x2::floor, a -> rounded(a, RoundingMode.FLOOR));
        unary(F32x4::trunc, F64x2::trunc, a -> rounded(a, RoundingMode.DOWN));
        unary(F32x4::nearest, F64x2::nearest, a -> rounded(a, RoundingMode.HALF_EVEN));
    }

    private static double rounded(double a, RoundingMode mode) {
        if (Double.isNaN(a) || Double.isInfinite(a)) {
            return a;
        }
        return Math.copySign(new BigDecimal(a).setScale(0, mode).doubleValue(), a);
    }

    @Test
    void signOperatorsChangeNothingElse() {
        for (int round = 0; round < ROUNDS; round++) {
            long a = floats();
            assertThat(F32x4.abs(a)).isEqualTo(a & 0x7FFF_FFFF_7FFF_FFFFL);
            assertThat(F32x4.neg(a)).isEqualTo(a ^ 0x8000_0000_8000_0000L);
            assertThat(F64x2.abs(a)).isEqualTo(a & Long.MAX_VALUE);
            assertThat(F64x2.neg(a)).isEqualTo(a ^ Long.MIN_VALUE);
        }
    }

    @Test
    void pseudoMinimumAndMaximumChooseAnOperandUnchanged() {
        for (int round = 0; round < ROUNDS; round++) {
            long a = floats();
            long b = floats();
            long least = 0;
            long most = 0;
            for (int k = 0; k < 2; k++) {
                least |= LaneReference.put(lane(single(b, k) < single(a, k) ? b : a, 32, k, Sign.SIGNED), 32, k);
                most |= LaneReference.put(lane(single(a, k) < single(b, k) ? b : a, 32, k, Sign.SIGNED), 32, k);
            }
            assertThat(F32x4.pmin(a, b)).isEqualTo(least);
            assertThat(F32x4.pmax(a, b)).isEqualTo(most);
            long c = doubleBits();
            long d = doubleBits();
            assertThat(F64x2.pmin(c, d)).isEqualTo(Double.longBitsToDouble(d) < Double.longBitsToDouble(c) ? d : c);
            assertThat(F64x2.pmax(c, d)).isEqualTo(Double.longBitsToDouble(c) < Double.longBitsToDouble(d) ? d : c);
        }
    }

    @Test
    void comparisonsGiveMasks() {
        for (int round = 0; round < ROUNDS; round++) {
            long a = floats();
            long b = round % 5 == 0 ? a : floats();
            assertThat(F32x4.eq(a, b)).isEqualTo(masks(single(a, 0) == single(b, 0), single(a, 1) == single(b, 1)));
            assertThat(F32x4.ne(a, b)).isEqualTo(masks(single(a, 0) != single(b, 0), single(a, 1) != single(b, 1)));
            assertThat(F32x4.lt(a, b)).isEqualTo(masks(single(a, 0) < single(b, 0), single(a, 1) < single(b, 1)));
            assertThat(F32x4.le(a, b)).isEqualTo(masks(single(a, 0) <= single(b, 0), single(a, 1) <= single(b, 1)));
            double c = Double.longBitsToDouble(a);
            double d = Double.longBitsToDouble(b);
            assertThat(F64x2.eq(a, b)).isEqualTo(mask(c == d));
            assertThat(F64x2.ne(a, b)).isEqualTo(mask(c != d));
            assertThat(F64x2.lt(a, b)).isEqualTo(mask(c < d));
            assertThat(F64x2.le(a, b)).isEqualTo(mask(c <= d));
        }
    }

    private static long masks(boolean first, boolean second) {
        return mask(first) & 0xFFFF_FFFFL | mask(second) & 0xFFFF_FFFF_0000_0000L;
    }

    @Test
    void conversionsSaturateAndRound() {
        for (int round = 0; round < ROUNDS; round++) {
            long a = floats();
            assertThat(I32x4.truncSatS(a)).isEqualTo(I32x4.pack((int) single(a, 0), (int) single(a, 1)));
            assertThat(I32x4.truncSatU(a)).isEqualTo(I32x4.pack(unsigned(single(a, 0)), unsigned(single(a, 1))));
            long low = doubleBits();
            long high = doubleBits();
            double c = Double.longBitsToDouble(low);
            double d = Double.longBitsToDouble(high);
            assertThat(I32x4.truncSatF64S(low, high)).isEqualTo(I32x4.pack((int) c, (int) d));
            assertThat(I32x4.truncSatF64U(low, high)).isEqualTo(I32x4.pack(unsigned(c), unsigned(d)));
            assertFloats(F32x4.demote(low, high), (float) c, (float) d);
            assertDouble(F64x2.promoteLow(a), single(a, 0));
            assertDouble(F64x2.promoteHigh(a), single(a, 1));
            long n = random.nextLong();
            assertFloats(F32x4.convertS(n), (float) (int) n, (float) (int) (n >> 32));
            assertFloats(F32x4.convertU(n), (float) (n & 0xFFFF_FFFFL), (float) (n >>> 32));
            assertDouble(F64x2.convertLowS(n), (int) n);
            assertDouble(F64x2.convertHighS(n), (int) (n >> 32));
            assertDouble(F64x2.convertLowU(n), n & 0xFFFF_FFFFL);
            assertDouble(F64x2.convertHighU(n), n >>> 32);
        }
    }

    private static int unsigned(double a) {
        return a != a || a < 0 ? 0 : a >= 4294967295.0 ? -1 : (int) (long) a;
    }

    @Test
    void relaxedMultiplyAddRoundsTwice() {
        assertThat(F64x2.madd(bits(0x1.0000000000001p0), bits(0x1.0000000000001p0), bits(-1.0)))
                .isEqualTo(bits(0x1.0000000000001p0 * 0x1.0000000000001p0 - 1.0));
        assertThat(F64x2.nmadd(bits(3), bits(5), bits(1))).isEqualTo(bits(-14));
        long three = F32x4.splat(3);
        assertThat(F32x4.madd(three, three, three)).isEqualTo(F32x4.splat(12));
        assertThat(F32x4.nmadd(three, three, three)).isEqualTo(F32x4.splat(-6));
    }

    private static long bits(double a) {
        return Double.doubleToRawLongBits(a);
    }
}
