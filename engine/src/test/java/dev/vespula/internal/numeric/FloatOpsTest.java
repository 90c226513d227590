package dev.vespula.internal.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class FloatOpsTest {
    private static final float SIGNALLING_32 = Float.intBitsToFloat(0x7FA0_0001);
    private static final double SIGNALLING_64 = Double.longBitsToDouble(0x7FF4_0000_0000_0001L);

    private static int bits(float a) {
        return Float.floatToRawIntBits(a);
    }

    private static long bits(double a) {
        return Double.doubleToRawLongBits(a);
    }

    @Test
    void minAndMaxOrderZerosBySign() {
        assertThat(bits(FloatOps.min(0.0f, -0.0f))).isEqualTo(bits(-0.0f));
        assertThat(bits(FloatOps.min(-0.0f, 0.0f))).isEqualTo(bits(-0.0f));
        assertThat(bits(FloatOps.max(0.0f, -0.0f))).isEqualTo(bits(0.0f));
        assertThat(bits(FloatOps.max(-0.0f, -0.0f))).isEqualTo(bits(-0.0f));
        assertThat(bits(FloatOps.min(0.0, -0.0))).isEqualTo(bits(-0.0));
        assertThat(bits(FloatOps.max(-0.0, 0.0))).isEqualTo(bits(0.0));
        assertThat(FloatOps.min(1.0, Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(FloatOps.max(1.0f, Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    }

    @Test
    void everyOperatorButTheSignOperatorsReturnsAQuietNan() {
        DoubleUnaryOperator[] unary = {FloatOps::ceil, FloatOps::floor, FloatOps::trunc, FloatOps::nearest, FloatOps::sqrt};
        for (DoubleUnaryOperator operator : unary) {
            quiet(operator.applyAsDouble(SIGNALLING_64));
        }
        DoubleBinaryOperator[] binary = {FloatOps::min, FloatOps::max};
        for (DoubleBinaryOperator operator : binary) {
            quiet(operator.applyAsDouble(SIGNALLING_64, 1));
            quiet(operator.applyAsDouble(1, SIGNALLING_64));
        }
        for (float result : new float[] {FloatOps.ceil(SIGNALLING_32), FloatOps.floor(SIGNALLING_32),
            FloatOps.trunc(SIGNALLING_32), FloatOps.nearest(SIGNALLING_32), FloatOps.sqrt(SIGNALLING_32),
            FloatOps.min(SIGNALLING_32, 1), FloatOps.min(1, SIGNALLING_32), FloatOps.max(SIGNALLING_32, 1),
            FloatOps.max(1, SIGNALLING_32)}) {
            assertThat(bits(result) & 0x7FC0_0000).isEqualTo(0x7FC0_0000);
        }
    }

    private static void quiet(double result) {
        assertThat(bits(result) & 0x7FF8_0000_0000_0000L).isEqualTo(0x7FF8_0000_0000_0000L);
    }

    @Test
    void signOperatorsTouchOnlyTheSignOfANan() {
        assertThat(bits(FloatOps.neg(SIGNALLING_32))).isEqualTo(0xFFA0_0001);
        assertThat(bits(FloatOps.abs(FloatOps.neg(SIGNALLING_32)))).isEqualTo(0x7FA0_0001);
        assertThat(bits(FloatOps.copysign(SIGNALLING_32, -1))).isEqualTo(0xFFA0_0001);
        assertThat(bits(FloatOps.neg(SIGNALLING_64))).isEqualTo(0xFFF4_0000_0000_0001L);
        assertThat(bits(FloatOps.abs(FloatOps.neg(SIGNALLING_64)))).isEqualTo(0x7FF4_0000_0000_0001L);
        assertThat(bits(FloatOps.copysign(SIGNALLING_64, -0.0))).isEqualTo(0xFFF4_0000_0000_0001L);
        assertThat(bits(FloatOps.copysign(1.0, Double.longBitsToDouble(0xFFF8_0000_0000_0000L)))).isEqualTo(bits(-1.0));
    }

    @Test
    void roundingKeepsTheSignOfZero() {
        assertThat(bits(FloatOps.ceil(-0.5))).isEqualTo(bits(-0.0));
        assertThat(bits(FloatOps.trunc(-0.9f))).isEqualTo(bits(-0.0f));
        assertThat(bits(FloatOps.trunc(-0.0))).isEqualTo(bits(-0.0));
        assertThat(bits(FloatOps.floor(-0.0f))).isEqualTo(bits(-0.0f));
        assertThat(bits(FloatOps.nearest(-0.5))).isEqualTo(bits(-0.0));
        assertThat(bits(FloatOps.nearest(-0.4f))).isEqualTo(bits(-0.0f));
    }

    @Test
    void nearestRoundsTiesToEven() {
        double[][] cases = {{0.5, 0}, {1.5, 2}, {2.5, 2}, {-1.5, -2}, {-2.5, -2}, {4.5, 4}, {0x1.fffffffffffffp51, 0x1p52},
            {0x1p52, 0x1p52}, {8388609.0, 8388609.0}, {1e300, 1e300}};
        for (double[] pair : cases) {
            assertThat(FloatOps.nearest(pair[0])).isEqualTo(pair[1]);
        }
        assertThat(FloatOps.nearest(4194304.5f)).isEqualTo(4194304f);
        assertThat(FloatOps.nearest(8388607.5f)).isEqualTo(8388608f);
    }

    @Test
    void truncRoundsTowardZero() {
        assertThat(FloatOps.trunc(1.9)).isEqualTo(1);
        assertThat(FloatOps.trunc(-1.9)).isEqualTo(-1);
        assertThat(FloatOps.trunc(Float.NEGATIVE_INFINITY)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(FloatOps.trunc(-1e20)).isEqualTo(-1e20);
    }

    @Test
    void rootOfAFloatIsRoundedOnce() {
        assertThat(FloatOps.sqrt(2f)).isEqualTo(0x1.6a09e6p0f);
        assertThat(FloatOps.sqrt(0x1.fffffep127f)).isEqualTo(0x1.fffffep63f);
        assertThat(bits(FloatOps.sqrt(-0.0f))).isEqualTo(bits(-0.0f));
        assertThat(FloatOps.sqrt(-1f)).isNaN();
    }
}
