package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
    @ParameterizedTest
    @CsvSource({"0,0", "-1,-1", "+7,7", "4294967295,-1", "0xffffffff,-1", "0X7fffffff,2147483647", "-0x80000000,-2147483648",
        "2147483648,-2147483648", "1_000_000,1000000"})
    void i32TakesSignedAndUnsignedNumbersOfBothRadixes(String text, int expected) {
        assertThat(NumberText.parseI32(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "abc", "4294967296", "-2147483649", "0x", "0x1_0000_0000", "1.5", "--1", "-+1", "_1", "1_",
        "1__0", " 1"})
    void i32RefusesWhatDoesNotFit(String text) {
        assertThatThrownBy(() -> NumberText.parseI32(text)).isInstanceOf(NumberFormatException.class);
    }

    @ParameterizedTest
    @CsvSource({"-9223372036854775808,-9223372036854775808", "18446744073709551615,-1", "0xffffffffffffffff,-1", "-0x10,-16"})
    void i64TakesSignedAndUnsignedNumbers(String text, long expected) {
        assertThat(NumberText.parseI64(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"18446744073709551616", "-9223372036854775809"})
    void i64RefusesWhatDoesNotFit(String text) {
        assertThatThrownBy(() -> NumberText.parseI64(text)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void floatsTakeDecimalHexadecimalInfinityAndNan() {
        assertThat(NumberText.parseF64("1.5")).isEqualTo(1.5);
        assertThat(NumberText.parseF64("-1e3")).isEqualTo(-1000.0);
        assertThat(NumberText.parseF64("0x1.8p3")).isEqualTo(12.0);
        assertThat(NumberText.parseF64("0x1d")).isEqualTo(29.0);
        assertThat(NumberText.parseF64("-inf")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Double.doubleToRawLongBits(NumberText.parseF64("-nan"))).isEqualTo(0xfff8000000000000L);
        assertThat(Float.floatToRawIntBits(NumberText.parseF32("nan:0x200000"))).isEqualTo(0x7fa00000);
        assertThat(NumberText.parseF32("0.1")).isEqualTo(0.1f);
        assertThat(1 / NumberText.parseF64("-0")).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.5f", "2d", " 1", "1 ", "nan:0x0", "nan:0xfffffffffffffff", "x", "0x1p2f"})
    void floatsRefuseAnythingElse(String text) {
        assertThatThrownBy(() -> NumberText.parseF64(text)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void everyPrintedFloatParsesBackToTheSameBits() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            int bits = random.nextInt();
            String text = NumberText.print(Float.intBitsToFloat(bits));
            assertThat(Float.floatToRawIntBits(NumberText.parseF32(text))).as(text).isEqualTo(bits);
            long wide = random.nextLong();
            String wideText = NumberText.print(Double.longBitsToDouble(wide));
            assertThat(Double.doubleToRawLongBits(NumberText.parseF64(wideText))).as(wideText).isEqualTo(wide);
        }
        for (float value : List.of(0f, -0f, 1f, Float.MIN_VALUE, Float.MAX_VALUE, Float.POSITIVE_INFINITY, Float.NaN)) {
            assertThat(Float.floatToRawIntBits(NumberText.parseF32(NumberText.print(value))))
                    .isEqualTo(Float.floatToRawIntBits(value));
        }
    }
}
