package dev.vespula.internal.numeric;

import static dev.vespula.internal.numeric.LaneReference.Sign.SIGNED;
import static dev.vespula.internal.numeric.LaneReference.Sign.UNSIGNED;
import static dev.vespula.internal.numeric.LaneReference.clamp;
import static dev.vespula.internal.numeric.LaneReference.lane;
import static dev.vespula.internal.numeric.LaneReference.mask;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class IntegerVectorTest {
    private final LaneReference lanes = new LaneReference();

    @Test
    void bytesAreComputedLaneByLane() {
        lanes.binary(8, SIGNED, I8x16::add, (a, b) -> a + b);
        lanes.binary(8, SIGNED, I8x16::sub, (a, b) -> a - b);
        lanes.unary(8, SIGNED, I8x16::neg, a -> -a);
        lanes.unary(8, SIGNED, I8x16::abs, Math::abs);
        lanes.unary(8, UNSIGNED, I8x16::popcnt, Long::bitCount);
        lanes.binary(8, SIGNED, I8x16::addSatS, (a, b) -> clamp(a + b, -128, 127));
        lanes.binary(8, SIGNED, I8x16::subSatS, (a, b) -> clamp(a - b, -128, 127));
        lanes.binary(8, UNSIGNED, I8x16::addSatU, (a, b) -> clamp(a + b, 0, 255));
        lanes.binary(8, UNSIGNED, I8x16::subSatU, (a, b) -> clamp(a - b, 0, 255));
        lanes.binary(8, UNSIGNED, I8x16::avgrU, (a, b) -> (a + b + 1) / 2);
        lanes.binary(8, SIGNED, I8x16::minS, Math::min);
        lanes.binary(8, UNSIGNED, I8x16::minU, Math::min);
        lanes.binary(8, SIGNED, I8x16::maxS, Math::max);
        lanes.binary(8, UNSIGNED, I8x16::maxU, Math::max);
        lanes.binary(8, SIGNED, I8x16::eq, (a, b) -> mask(a == b));
        lanes.binary(8, SIGNED, I8x16::ne, (a, b) -> mask(a != b));
        lanes.binary(8, SIGNED, I8x16::ltS, (a, b) -> mask(a < b));
        lanes.binary(8, UNSIGNED, I8x16::ltU, (a, b) -> mask(a < b));
        lanes.binary(8, SIGNED, I8x16::leS, (a, b) -> mask(a <= b));
        lanes.binary(8, UNSIGNED, I8x16::leU, (a, b) -> mask(a <= b));
    }

    @Test
    void shortsAreComputedLaneByLane() {
        lanes.binary(16, SIGNED, I16x8::add, (a, b) -> a + b);
        lanes.binary(16, SIGNED, I16x8::sub, (a, b) -> a - b);
        lanes.binary(16, SIGNED, I16x8::mul, (a, b) -> a * b);
        lanes.unary(16, SIGNED, I16x8::neg, a -> -a);
        lanes.unary(16, SIGNED, I16x8::abs, Math::abs);
        lanes.binary(16, SIGNED, I16x8::addSatS, (a, b) -> clamp(a + b, -32768, 32767));
        lanes.binary(16, SIGNED, I16x8::subSatS, (a, b) -> clamp(a - b, -32768, 32767));
        lanes.binary(16, UNSIGNED, I16x8::addSatU, (a, b) -> clamp(a + b, 0, 65535));
        lanes.binary(16, UNSIGNED, I16x8::subSatU, (a, b) -> clamp(a - b, 0, 65535));
        lanes.binary(16, UNSIGNED, I16x8::avgrU, (a, b) -> (a + b + 1) / 2);
        lanes.binary(16, SIGNED, I16x8::q15mulrSatS, (a, b) -> clamp(a * b + 0x4000 >> 15, -32768, 32767));
        lanes.binary(16, SIGNED, I16x8::minS, Math::min);
        lanes.binary(16, UNSIGNED, I16x8::minU, Math::min);
        lanes.binary(16, SIGNED, I16x8::maxS, Math::max);
        lanes.binary(16, UNSIGNED, I16x8::maxU, Math::max);
        lanes.binary(16, SIGNED, I16x8::eq, (a, b) -> mask(a == b));
        lanes.binary(16, SIGNED, I16x8::ne, (a, b) -> mask(a != b));
        lanes.binary(16, SIGNED, I16x8::ltS, (a, b) -> mask(a < b));
        lanes.binary(16, UNSIGNED, I16x8::ltU, (a, b) -> mask(a < b));
        lanes.binary(16, SIGNED, I16x8::leS, (a, b) -> mask(a <= b));
        lanes.binary(16, UNSIGNED, I16x8::leU, (a, b) -> mask(a <= b));
    }

    @Test
    void intsAreComputedLaneByLane() {
        lanes.binary(32, SIGNED, I32x4::add, (a, b) -> a + b);
        lanes.binary(32, SIGNED, I32x4::sub, (a, b) -> a - b);
        lanes.binary(32, SIGNED, I32x4::mul, (a, b) -> a * b);
        lanes.unary(32, SIGNED, I32x4::neg, a -> -a);
        lanes.unary(32, SIGNED, I32x4::abs, Math::abs);
        lanes.binary(32, SIGNED, I32x4::minS, Math::min);
        lanes.binary(32, UNSIGNED, I32x4::minU, Math::min);
        lanes.binary(32, SIGNED, I32x4::maxS, Math::max);
        lanes.binary(32, UNSIGNED, I32x4::maxU, Math::max);
        lanes.binary(32, SIGNED, I32x4::eq, (a, b) -> mask(a == b));
        lanes.binary(32, SIGNED, I32x4::ne, (a, b) -> mask(a != b));
        lanes.binary(32, SIGNED, I32x4::ltS, (a, b) -> mask(a < b));
        lanes.binary(32, UNSIGNED, I32x4::ltU, (a, b) -> mask(a < b));
        lanes.binary(32, SIGNED, I32x4::leS, (a, b) -> mask(a <= b));
        lanes.binary(32, UNSIGNED, I32x4::leU, (a, b) -> mask(a <= b));
    }

    @Test
    void shiftCountsAreTakenModuloTheLaneWidth() {
        for (int count = -40; count < 80; count++) {
            int c = count;
            lanes.unary(8, UNSIGNED, a -> I8x16.shl(a, c), a -> a << (c & 7));
            lanes.unary(8, SIGNED, a -> I8x16.shrS(a, c), a -> a >> (c & 7));
            lanes.unary(8, UNSIGNED, a -> I8x16.shrU(a, c), a -> a >>> (c & 7));
            lanes.unary(16, UNSIGNED, a -> I16x8.shl(a, c), a -> a << (c & 15));
            lanes.unary(16, SIGNED, a -> I16x8.shrS(a, c), a -> a >> (c & 15));
            lanes.unary(16, UNSIGNED, a -> I16x8.shrU(a, c), a -> a >>> (c & 15));
            lanes.unary(32, UNSIGNED, a -> I32x4.shl(a, c), a -> a << (c & 31));
            lanes.unary(32, SIGNED, a -> I32x4.shrS(a, c), a -> a >> (c & 31));
            lanes.unary(32, UNSIGNED, a -> I32x4.shrU(a, c), a -> a >>> (c & 31));
            lanes.unary(32, SIGNED, a -> I32x4.rotl(a, c), a -> Integer.rotateLeft((int) a, c));
        }
    }

    @Test
    void lanesAreWidened() {
        lanes.widening(8, SIGNED, 0, (a, b) -> I16x8.extendLowS(a), (a, b) -> a);
        lanes.widening(8, SIGNED, 4, (a, b) -> I16x8.extendHighS(a), (a, b) -> a);
        lanes.widening(8, UNSIGNED, 0, (a, b) -> I16x8.extendLowU(a), (a, b) -> a);
        lanes.widening(8, UNSIGNED, 4, (a, b) -> I16x8.extendHighU(a), (a, b) -> a);
        lanes.widening(16, SIGNED, 0, (a, b) -> I32x4.extendLowS(a), (a, b) -> a);
        lanes.widening(16, SIGNED, 2, (a, b) -> I32x4.extendHighS(a), (a, b) -> a);
        lanes.widening(16, UNSIGNED, 0, (a, b) -> I32x4.extendLowU(a), (a, b) -> a);
        lanes.widening(16, UNSIGNED, 2, (a, b) -> I32x4.extendHighU(a), (a, b) -> a);
        lanes.widening(32, UNSIGNED, 0, (a, b) -> I64x2.extendLowU(a), (a, b) -> a);
    }

    @Test
    void productsAndSumsAreWidened() {
        lanes.widening(8, SIGNED, 0, I16x8::extmulLowS, (a, b) -> a * b);
        lanes.widening(8, SIGNED, 4, I16x8::extmulHighS, (a, b) -> a * b);
        lanes.widening(8, UNSIGNED, 0, I16x8::extmulLowU, (a, b) -> a * b);
        lanes.widening(8, UNSIGNED, 4, I16x8::extmulHighU, (a, b) -> a * b);
        lanes.widening(16, SIGNED, 0, I32x4::extmulLowS, (a, b) -> a * b);
        lanes.widening(16, SIGNED, 2, I32x4::extmulHighS, (a, b) -> a * b);
        lanes.widening(16, UNSIGNED, 0, I32x4::extmulLowU, (a, b) -> a * b);
        lanes.widening(16, UNSIGNED, 2, I32x4::extmulHighU, (a, b) -> a * b);
        lanes.pairwise(8, SIGNED, I16x8::extaddS, Long::sum);
        lanes.pairwise(8, UNSIGNED, I16x8::extaddU, Long::sum);
        lanes.pairwise(16, SIGNED, I32x4::extaddS, Long::sum);
        lanes.pairwise(16, UNSIGNED, I32x4::extaddU, Long::sum);
    }

    @Test
    void dotProductsAddNeighbours() {
        for (int round = 0; round < lanes.rounds(); round++) {
            long a = lanes.half();
            long b = lanes.half();
            long c = lanes.half();
            long dot16 = 0;
            for (int k = 0; k < 2; k++) {
                dot16 |= LaneReference.put(lane(a, 16, 2 * k, SIGNED) * lane(b, 16, 2 * k, SIGNED)
                        + lane(a, 16, 2 * k + 1, SIGNED) * lane(b, 16, 2 * k + 1, SIGNED), 32, k);
            }
            assertThat(I32x4.dot(a, b)).isEqualTo(dot16);
            long dot8 = 0;
            long dot8Add = 0;
            for (int k = 0; k < 4; k++) {
                long sum = clamp(lane(a, 8, 2 * k, SIGNED) * lane(b, 8, 2 * k, SIGNED)
                        + lane(a, 8, 2 * k + 1, SIGNED) * lane(b, 8, 2 * k + 1, SIGNED), -32768, 32767);
                dot8 |= LaneReference.put(sum, 16, k);
            }
            assertThat(I16x8.dotI8(a, b)).isEqualTo(dot8);
            for (int k = 0; k < 2; k++) {
                dot8Add |= LaneReference.put(lane(dot8, 16, 2 * k, SIGNED) + lane(dot8, 16, 2 * k + 1, SIGNED)
                        + lane(c, 32, k, SIGNED), 32, k);
            }
            assertThat(I32x4.dotI8Add(a, b, c)).isEqualTo(dot8Add);
        }
    }

    @Test
    void lanesAreNarrowedWithSaturation() {
        lanes.narrowing(16, I8x16::narrowS, a -> clamp(a, -128, 127));
        lanes.narrowing(16, I8x16::narrowU, a -> clamp(a, 0, 255));
        lanes.narrowing(32, I16x8::narrowS, a -> clamp(a, -32768, 32767));
        lanes.narrowing(32, I16x8::narrowU, a -> clamp(a, 0, 65535));
    }

    @Test
    void lanesAreTestedForZeroAndSign() {
        for (int round = 0; round < lanes.rounds(); round++) {
            long low = lanes.half();
            long high = round % 3 == 0 ? low : lanes.half();
            assertThat(I8x16.allTrue(low, high)).isEqualTo(allTrue(8, low, high));
            assertThat(I16x8.allTrue(low, high)).isEqualTo(allTrue(16, low, high));
            assertThat(I32x4.allTrue(low, high)).isEqualTo(allTrue(32, low, high));
            assertThat(I64x2.allTrue(low, high)).isEqualTo(allTrue(64, low, high));
            assertThat(I8x16.bitmask(low, high)).isEqualTo(bitmask(8, low, high));
            assertThat(I16x8.bitmask(low, high)).isEqualTo(bitmask(16, low, high));
            assertThat(I32x4.bitmask(low, high)).isEqualTo(bitmask(32, low, high));
            assertThat(I64x2.bitmask(low, high)).isEqualTo(bitmask(64, low, high));
        }
    }

    private static int allTrue(int bits, long low, long high) {
        for (int k = 0; k < 64 / bits; k++) {
            if (lane(low, bits, k, SIGNED) == 0 || lane(high, bits, k, SIGNED) == 0) {
                return 0;
            }
        }
        return 1;
    }

    private static int bitmask(int bits, long low, long high) {
        int lanes = 64 / bits;
        int mask = 0;
        for (int k = 0; k < lanes; k++) {
            mask |= (lane(low, bits, k, SIGNED) < 0 ? 1 : 0) << k;
            mask |= (lane(high, bits, k, SIGNED) < 0 ? 1 : 0) << lanes + k;
        }
        return mask;
    }

    @Test
    void lanesAreReadAndReplaced() {
        long half = 0x8877_F655_4433_2211L;
        assertThat(I8x16.extractS(half, 5)).isEqualTo(-10);
        assertThat(I8x16.extractU(half, 5)).isEqualTo(0xF6);
        assertThat(I16x8.extractS(half, 3)).isEqualTo((short) 0x8877);
        assertThat(I16x8.extractU(half, 3)).isEqualTo(0x8877);
        assertThat(I32x4.extract(half, 1)).isEqualTo(0x8877_F655);
        assertThat(I8x16.replace(half, 7, 0x1AB)).isEqualTo(0xAB77_F655_4433_2211L);
        assertThat(I16x8.replace(half, 1, -1)).isEqualTo(0x8877_F655_FFFF_2211L);
        assertThat(I32x4.replace(half, 0, -2)).isEqualTo(0x8877_F655_FFFF_FFFEL);
        assertThat(I8x16.splat(0x1FE)).isEqualTo(0xFEFE_FEFE_FEFE_FEFEL);
        assertThat(I16x8.splat(-2)).isEqualTo(0xFFFE_FFFE_FFFE_FFFEL);
        assertThat(I32x4.splat(-2)).isEqualTo(0xFFFF_FFFE_FFFF_FFFEL);
    }

    @Test
    void swizzleChoosesBytesOrZero() {
        for (int round = 0; round < lanes.rounds(); round++) {
            long low = lanes.half();
            long high = lanes.half();
            long selectors = lanes.half() & (round % 2 == 0 ? 0x1F1F_1F1F_1F1F_1F1FL : -1);
            long expected = 0;
            for (int k = 0; k < 8; k++) {
                int selector = (int) lane(selectors, 8, k, UNSIGNED);
                long chosen = selector >= 16 ? 0 : lane(selector < 8 ? low : high, 8, selector & 7, UNSIGNED);
                expected |= chosen << 8 * k;
            }
            assertThat(I8x16.swizzle(low, high, selectors)).isEqualTo(expected);
        }
    }

    @Test
    void shufflesFollowAnyPattern() {
        long[] source = new long[4];
        for (int round = 0; round < lanes.rounds(); round++) {
            long pattern = lanes.half() & 0x1F1F_1F1F_1F1F_1F1FL;
            for (int k = 0; k < 4; k++) {
                source[k] = lanes.half();
            }
            long expected = 0;
            for (int k = 0; k < 8; k++) {
                int from = (int) lane(pattern, 8, k, UNSIGNED);
                expected |= lane(source[from >> 3], 8, from & 7, UNSIGNED) << 8 * k;
            }
            ShufflePlan plan = ShufflePlan.of(pattern);
            assertThat(plan.apply(source[0], source[1], source[2], source[3])).as("%016x", pattern).isEqualTo(expected);
            assertThat(plan.steps()).isBetween(1, 8);
        }
    }

    @Test
    void usualShufflesTakeFewSteps() {
        assertThat(ShufflePlan.of(0x0F0E_0D0C_0B0A_0908L).steps()).as("a whole half").isEqualTo(1);
        assertThat(ShufflePlan.of(0x1312_1110_0706_0504L).steps()).as("two 32-bit lanes").isEqualTo(2);
        assertThat(ShufflePlan.of(0x0504_0706_0100_0302L).steps()).as("rotation of 32-bit lanes").isEqualTo(2);
    }

    @Test
    void wideArithmeticIsThatOfBigIntegers() {
        BigInteger modulus = BigInteger.ONE.shiftLeft(128);
        for (int round = 0; round < lanes.rounds(); round++) {
            long a = lanes.half();
            long b = lanes.half();
            long c = lanes.half();
            long d = round % 7 == 0 ? b : lanes.half();
            BigInteger x = wide(a, b);
            BigInteger y = wide(c, d);
            assertThat(wide(a + c, WideOps.addHigh(a, b, c, d))).isEqualTo(x.add(y).mod(modulus));
            assertThat(wide(a - c, WideOps.subHigh(a, b, c, d))).isEqualTo(x.subtract(y).mod(modulus));
            assertThat(wide(a * c, WideOps.mulHighU(a, c))).isEqualTo(wide(a, 0).multiply(wide(c, 0)));
        }
    }

    private static BigInteger wide(long low, long high) {
        return new BigInteger(Long.toHexString(high), 16).shiftLeft(64)
                .or(new BigInteger(Long.toHexString(low), 16));
    }
}
