package dev.vespula.internal.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class IntegerOpsTest {
    private static final int[] INTS = {0, 1, 2, 3, 7, 10, 0x7FFF, 0xFFFF, 0x10000, Integer.MAX_VALUE - 1,
        Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -0x10000, -10, -7, -3, -2, -1};
    private static final long[] LONGS = {0, 1, 2, 3, 7, 10, Integer.MAX_VALUE, 0xFFFF_FFFFL, 0x1_0000_0000L,
        Long.MAX_VALUE - 1, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1, Integer.MIN_VALUE, -10, -7, -3, -2, -1};
    private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

    private static BigInteger unsigned(long a) {
        BigInteger value = BigInteger.valueOf(a);
        return a < 0 ? value.add(TWO_64) : value;
    }

    @Test
    void unsignedDivisionOfLongsAgreesWithExactArithmetic() {
        for (long a : LONGS) {
            for (long b : LONGS) {
                checkUnsigned(a, b);
            }
        }
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            checkUnsigned(random.nextLong() >> random.nextInt(64), random.nextLong() >>> random.nextInt(64));
        }
    }

    private static void checkUnsigned(long a, long b) {
        assertThat(IntegerOps.ltU(a, b)).isEqualTo(unsigned(a).compareTo(unsigned(b)) < 0);
        if (b != 0) {
            assertThat(IntegerOps.divU(a, b)).isEqualTo(unsigned(a).divide(unsigned(b)).longValue());
            assertThat(IntegerOps.remU(a, b)).isEqualTo(unsigned(a).mod(unsigned(b)).longValue());
        }
    }

    @Test
    void divisionOfIntsAgreesWithArithmeticInLong() {
        for (int a : INTS) {
            for (int b : INTS) {
                if (b == 0) {
                    continue;
                }
                assertThat(IntegerOps.divU(a, b)).isEqualTo((int) ((a & 0xFFFFFFFFL) / (b & 0xFFFFFFFFL)));
                assertThat(IntegerOps.remU(a, b)).isEqualTo((int) ((a & 0xFFFFFFFFL) % (b & 0xFFFFFFFFL)));
                assertThat(IntegerOps.remS(a, b)).isEqualTo((int) ((long) a % b));
                if (a != Integer.MIN_VALUE || b != -1) {
                    assertThat(IntegerOps.divS(a, b)).isEqualTo((int) ((long) a / b));
                }
            }
        }
    }

    @Test
    void remainderOfTheSmallestNumberByMinusOneIsZero() {
        assertThat(IntegerOps.remS(Integer.MIN_VALUE, -1)).isZero();
        assertThat(IntegerOps.remS(Long.MIN_VALUE, -1L)).isZero();
    }

    @Test
    void divisionByZeroTraps() {
        traps(() -> IntegerOps.divS(1, 0), ArithmeticTrap.Cause.DIVIDE_BY_ZERO);
        traps(() -> IntegerOps.divU(1, 0), ArithmeticTrap.Cause.DIVIDE_BY_ZERO);
        traps(() -> IntegerOps.remS(1, 0), ArithmeticTrap.Cause.DIVIDE_BY_ZERO);
        traps(() -> IntegerOps.remU(1, 0), ArithmeticTrap.Cause.DIVIDE_BY_ZERO);
        traps(() -> IntegerOps.divS(1L, 0L), ArithmeticTrap.Cause.DIVIDE_BY_ZERO);
        traps(() -> IntegerOps.divU(1L, 0L), ArithmeticTrap.Cause.DIVIDE_BY_ZERO);
        traps(() -> IntegerOps.remS(1L, 0L), ArithmeticTrap.Cause.DIVIDE_BY_ZERO);
        traps(() -> IntegerOps.remU(1L, 0L), ArithmeticTrap.Cause.DIVIDE_BY_ZERO);
    }

    @Test
    void quotientThatDoesNotFitTraps() {
        traps(() -> IntegerOps.divS(Integer.MIN_VALUE, -1), ArithmeticTrap.Cause.OVERFLOW);
        traps(() -> IntegerOps.divS(Long.MIN_VALUE, -1L), ArithmeticTrap.Cause.OVERFLOW);
    }

    private static void traps(ThrowingCallable call, ArithmeticTrap.Cause cause) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ArithmeticTrap.class,
                trap -> assertThat(trap.reason()).isEqualTo(cause));
    }

    /** The loop shape with which C2 of JDK 17 folded unsigned comparisons wrongly (JDK-8376400). */
    @Test
    void unsignedComparisonsStayRightInHotLoops() {
        long wrong = 0;
        for (int round = 0; round < 200; round++) {
            wrong += hotLoop(round % 3 - 1L);
        }
        assertThat(wrong).isZero();
    }

    private static long hotLoop(long bias) {
        long wrong = 0;
        for (int i = -20_000; i < 20_000; i++) {
            long a = bias == 0 ? i : i * bias;
            boolean less = IntegerOps.ltU(a, 1000);
            boolean lessInt = IntegerOps.toLong((int) a) < IntegerOps.toLong(1000);
            boolean expected = a >= 0 && a < 1000;
            if (less != expected || lessInt != expected) {
                wrong++;
            }
        }
        return wrong;
    }
}
