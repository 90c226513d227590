package dev.vespula.internal.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ConversionsTest {
    @Test
    void truncationsAcceptExactlyTheNumbersThatFit() {
        assertThat(Conversions.i32TruncS(-2147483648.9)).isEqualTo(Integer.MIN_VALUE);
        assertThat(Conversions.i32TruncS(2147483647.9)).isEqualTo(Integer.MAX_VALUE);
        assertThat(Conversions.i32TruncS(-0.9)).isZero();
        overflows(() -> Conversions.i32TruncS(-2147483649.0));
        overflows(() -> Conversions.i32TruncS(2147483648.0));
        assertThat(Conversions.i32TruncU(-0.9)).isZero();
        assertThat(Conversions.i32TruncU(4294967295.9)).isEqualTo(-1);
        overflows(() -> Conversions.i32TruncU(-1.0));
        overflows(() -> Conversions.i32TruncU(4294967296.0));
        assertThat(Conversions.i64TruncS(-0x1p63)).isEqualTo(Long.MIN_VALUE);
        assertThat(Conversions.i64TruncS(0x1.fffffffffffffp62)).isEqualTo(0x7FFF_FFFF_FFFF_FC00L);
        overflows(() -> Conversions.i64TruncS(0x1p63));
        overflows(() -> Conversions.i64TruncS(-0x1.0000000000001p63));
        assertThat(Conversions.i64TruncU(0x1p63)).isEqualTo(Long.MIN_VALUE);
        assertThat(Conversions.i64TruncU(0x1.fffffffffffffp63)).isEqualTo(-0x800L);
        overflows(() -> Conversions.i64TruncU(0x1p64));
        overflows(() -> Conversions.i64TruncU(-1.0));
        overflows(() -> Conversions.i64TruncU(Double.POSITIVE_INFINITY));
    }

    @Test
    void truncationOfNanIsAnInvalidConversion() {
        fails(() -> Conversions.i32TruncS(Double.NaN), ArithmeticTrap.Cause.NOT_A_NUMBER);
        fails(() -> Conversions.i32TruncU(Double.NaN), ArithmeticTrap.Cause.NOT_A_NUMBER);
        fails(() -> Conversions.i64TruncS(Double.NaN), ArithmeticTrap.Cause.NOT_A_NUMBER);
        fails(() -> Conversions.i64TruncU(Double.NaN), ArithmeticTrap.Cause.NOT_A_NUMBER);
    }

    private static void overflows(ThrowingCallable call) {
        fails(call, ArithmeticTrap.Cause.OVERFLOW);
    }

    private static void fails(ThrowingCallable call, ArithmeticTrap.Cause cause) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ArithmeticTrap.class,
                trap -> assertThat(trap.reason()).isEqualTo(cause));
    }

    @Test
    void saturatingTruncationsStopAtTheBounds() {
        assertThat(Conversions.i32TruncSatS(Double.NaN)).isZero();
        assertThat(Conversions.i32TruncSatS(1e10)).isEqualTo(Integer.MAX_VALUE);
        assertThat(Conversions.i32TruncSatS(-1e10)).isEqualTo(Integer.MIN_VALUE);
        assertThat(Conversions.i32TruncSatU(Double.NaN)).isZero();
        assertThat(Conversions.i32TruncSatU(-5)).isZero();
        assertThat(Conversions.i32TruncSatU(4294967295.5)).isEqualTo(-1);
        assertThat(Conversions.i32TruncSatU(4294967296.0)).isEqualTo(-1);
        assertThat(Conversions.i32TruncSatU(3e9)).isEqualTo((int) 3_000_000_000L);
        assertThat(Conversions.i64TruncSatS(-1e30)).isEqualTo(Long.MIN_VALUE);
        assertThat(Conversions.i64TruncSatU(Double.NaN)).isZero();
        assertThat(Conversions.i64TruncSatU(-1e30)).isZero();
        assertThat(Conversions.i64TruncSatU(1e30)).isEqualTo(-1);
        assertThat(Conversions.i64TruncSatU(0x1.8p63)).isEqualTo(0xC000_0000_0000_0000L);
    }

    @Test
    void unsignedNumbersConvertWithOneRounding() {
        Random random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            long a = random.nextLong() >>> random.nextInt(64);
            // Numbers next to a tie are where rounding twice goes wrong.
            long nearTie = (a & ~0x7FFL | 0x400) + random.nextInt(3) - 1;
            check(a);
            check(nearTie);
            check(nearTie | Long.MIN_VALUE);
        }
        assertThat(Conversions.f32ConvertU(-1)).isEqualTo(4294967296f);
        assertThat(Conversions.f64ConvertU(-1)).isEqualTo(4294967295.0);
        assertThat(Conversions.f32ConvertU(16777217)).isEqualTo(16777216f);
    }

    private static void check(long a) {
        BigDecimal exact = new BigDecimal(new BigInteger(Long.toUnsignedString(a)));
        assertThat(Conversions.f64ConvertU(a)).isEqualTo(exact.doubleValue());
        assertThat(Conversions.f32ConvertU(a)).isEqualTo(exact.floatValue());
    }
}
