package dev.vespula.internal.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/** Compares functions over halves of vectors with straightforward loops over lanes. */
final class LaneReference {
    /** What a lane is to the reference. */
    enum Sign { SIGNED, UNSIGNED }

    interface Ternary {
        long apply(long a, long b, long c);
    }

    private static final int ROUNDS = 4000;
    private static final long[] EDGES = {0, 1, -1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFFL, 0x8000_0000L,
        0xFFFF_FFFFL, Long.MAX_VALUE, Long.MIN_VALUE, 0x8080_8080_8080_8080L, 0x7F7F_7F7F_7F7F_7F7FL,
        0x8000_8000_8000_8000L, 0x7FFF_7FFF_7FFF_7FFFL, 0x8000_0000_8000_0000L, 0x7FFF_FFFF_7FFF_FFFFL,
        0x0100_0100_0100_0100L, 0x00FF_00FF_00FF_00FFL};

    private final Random random = new Random(7);

    /** A half that often has extreme lanes. */
    long half() {
        long value = 0;
        for (int k = 0; k < 8; k++) {
            int choice = random.nextInt(8);
            long lane = choice < 5 ? random.nextInt(256) : choice == 5 ? 0x80 : choice == 6 ? 0x7F : 0xFF;
            value |= lane << 8 * k;
        }
        return switch (random.nextInt(4)) {
            case 0 -> EDGES[random.nextInt(EDGES.length)];
            case 1 -> value & EDGES[random.nextInt(EDGES.length)];
            default -> value;
        };
    }

    /** Lane of a half. */
    static long lane(long half, int bits, int lane, Sign sign) {
        long shifted = half >>> bits * lane << 64 - bits;
        return sign == Sign.SIGNED ? shifted >> 64 - bits : shifted >>> 64 - bits;
    }

    /** Puts the low bits of a value into a lane. */
    static long put(long value, int bits, int lane) {
        return (bits == 64 ? value : value & (1L << bits) - 1) << bits * lane;
    }

    static long mask(boolean condition) {
        return condition ? -1 : 0;
    }

    static long clamp(long value, long least, long most) {
        return Math.max(least, Math.min(most, value));
    }

    void unary(int bits, Sign sign, LongUnaryOperator tested, LongUnaryOperator reference) {
        for (int round = 0; round < ROUNDS; round++) {
            long a = half();
            long expected = 0;
            for (int lane = 0; lane < 64 / bits; lane++) {
                expected |= put(reference.applyAsLong(lane(a, bits, lane, sign)), bits, lane);
            }
            assertThat(tested.applyAsLong(a)).as("%016x", a).isEqualTo(expected);
        }
    }

    void binary(int bits, Sign sign, LongBinaryOperator tested, LongBinaryOperator reference) {
        for (int round = 0; round < ROUNDS; round++) {
            long a = half();
            long b = round % 16 == 0 ? a : half();
            long expected = 0;
            for (int lane = 0; lane < 64 / bits; lane++) {
                expected |= put(reference.applyAsLong(lane(a, bits, lane, sign), lane(b, bits, lane, sign)), bits, lane);
            }
            assertThat(tested.applyAsLong(a, b)).as("%016x %016x", a, b).isEqualTo(expected);
        }
    }

    /** Widens the lower or upper half of the lanes and combines them. */
    void widening(int bits, Sign sign, int firstLane, LongBinaryOperator tested, LongBinaryOperator reference) {
        for (int round = 0; round < ROUNDS; round++) {
            long a = half();
            long b = half();
            long expected = 0;
            for (int lane = 0; lane < 32 / bits; lane++) {
                expected |= put(reference.applyAsLong(lane(a, bits, firstLane + lane, sign),
                        lane(b, bits, firstLane + lane, sign)), 2 * bits, lane);
            }
            assertThat(tested.applyAsLong(a, b)).as("%016x %016x", a, b).isEqualTo(expected);
        }
    }

    /** Combines neighbouring lanes of one operand into lanes of twice the width. */
    void pairwise(int bits, Sign sign, LongUnaryOperator tested, LongBinaryOperator reference) {
        for (int round = 0; round < ROUNDS; round++) {
            long a = half();
            long expected = 0;
            for (int lane = 0; lane < 32 / bits; lane++) {
                expected |= put(reference.applyAsLong(lane(a, bits, 2 * lane, sign), lane(a, bits, 2 * lane + 1, sign)),
                        2 * bits, lane);
            }
            assertThat(tested.applyAsLong(a)).as("%016x", a).isEqualTo(expected);
        }
    }

    /** Narrows the signed lanes of two halves into one. */
    void narrowing(int bits, LongBinaryOperator tested, LongUnaryOperator reference) {
        for (int round = 0; round < ROUNDS; round++) {
            long a = half();
            long b = half();
            int lanes = 64 / bits;
            long expected = 0;
            for (int lane = 0; lane < lanes; lane++) {
                expected |= put(reference.applyAsLong(lane(a, bits, lane, Sign.SIGNED)), bits / 2, lane);
                expected |= put(reference.applyAsLong(lane(b, bits, lane, Sign.SIGNED)), bits / 2, lanes + lane);
            }
            assertThat(tested.applyAsLong(a, b)).as("%016x %016x", a, b).isEqualTo(expected);
        }
    }

    int rounds() {
        return ROUNDS;
    }
}
