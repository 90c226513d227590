package dev.vespula.text.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTest {

    private static Integer single(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        Long bits = FloatFormat.F32.parse(bytes, 0, bytes.length);
        return bits == null ? null : (Integer) bits.intValue();
    }

    private static Long twofold(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return FloatFormat.F64.parse(bytes, 0, bytes.length);
    }

    private static Long integer(String text, int bits) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return IntegerLiteral.parse(bytes, 0, bytes.length, bits);
    }

    @ParameterizedTest
    @CsvSource({"0,8,0", "255,8,255", "256,8,", "-128,8,-128", "-129,8,", "+255,8,255", "0xff,8,255", "0x100,8,",
        "4294967295,32,4294967295", "4294967296,32,", "-2147483648,32,-2147483648", "-2147483649,32,",
        "-0x80000000,32,-2147483648",
        "18446744073709551615,64,-1", "18446744073709551616,64,", "0xffff_ffff_ffff_ffff,64,-1", "0x1_0000_0000_0000_0000,64,",
        "-9223372036854775808,64,-9223372036854775808", "-9223372036854775809,64,", "99999999999999999999999,64,", "-0,32,0",
        "00000000000000000000000000000000001,8,1", "1_2_3,8,123"})
    void integersFitSignedOrUnsigned(String text, int bits, Long value) {
        assertThat(integer(text, bits)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"0x1p0,3f800000", "-0x1p0,bf800000", "0x1.8p1,40400000", "0x.8p0,3f000000", "0x0p0,0", "-0x0.0,80000000",
        "0x1p-149,1", "0x1p-150,0", "0x1.000001p-150,1", "0x1.8p-149,2", "0x1p-126,800000", "0x0.fffffep-126,7fffff",
        "0x0.ffffffp-126,800000", "0x1.fffffep127,7f7fffff", "0x1.fffffeffffffp127,7f7fffff", "0x1.ffffffp127,", "0x1p128,",
        "0x1.000001p0,3f800000", "0x1.0000010000000000000001p0,3f800001", "0x1.000003p0,3f800002",
        "0x1.00000100000000000,3f800000", "0x1.000001000000000000000000000000000000000000000001,3f800001",
        "inf,7f800000", "-inf,ff800000", "nan,7fc00000", "-nan,ffc00000", "nan:0x1,7f800001", "nan:0x7f_ffff,7fffffff",
        "nan:0x800000,", "nan:0x0,", "1e38,7e967699", "1e39,", "340282356779733623858607532500980858880,7f7fffff",
        "340282356779733661637539395458142568448,", "1e-45,1", "7e-46,0", "16777217,4b800000", "16777219,4b800002",
        "0.1,3dcccccd",
        "1_0.5_0e0_1,42d20000", "1.,3f800000", "0x1p99999999999999999999,", "0x1p-99999999999999999999,0", "0x0p99999999999,0"})
    void singlesAreRoundedOnce(String text, String bits) {
        Integer parsed = single(text);
        assertThat(parsed == null ? null : Integer.toHexString(parsed)).isEqualTo(bits);
    }

    @ParameterizedTest
    @CsvSource({"0x1p0,3ff0000000000000", "0x1p-1074,1", "0x1p-1075,0", "0x1.0000000000001p-1075,1",
        "0x1.fffffffffffffp1023,7fefffffffffffff",
        "0x1.fffffffffffff8p1023,", "0x1.fffffffffffff7ffffffp1023,7fefffffffffffff", "0x1.00000000000008p0,3ff0000000000000",
        "0x1.000000000000080000000000001p0,3ff0000000000001", "0x1.00000000000018p0,3ff0000000000002",
        "nan:0xfffffffffffff,7fffffffffffffff", "nan:0x10000000000000,", "1e308,7fe1ccf385ebc8a0", "1e309,",
        "9007199254740993,4340000000000000",
        "0x12345678901234567890p-20,4372345678901234", "0x0.00000000000000000000001p92,3ff0000000000000"})
    void doublesAreRoundedOnce(String text, String bits) {
        Long parsed = twofold(text);
        assertThat(parsed == null ? null : Long.toHexString(parsed)).isEqualTo(bits);
    }

    @Test
    void hexadecimalFloatsAgreeWithTheClassLibrary() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < (Boolean.getBoolean("vespula.stress") ? 100_000 : 20_000); i++) {
            String text = String.format("%s0x%x.%xp%d", random.nextBoolean() ? "-" : "", random.nextLong() >>> random.nextInt(
                    64),
                    random.nextLong() >>> random.nextInt(64), random.nextInt(-1200, 1100));
            double expected = Double.parseDouble(text);
            Long got = twofold(text);
            assertThat(got).as(text).isEqualTo(Double.isInfinite(expected) ? null : (Long) Double.doubleToRawLongBits(
                    expected));
        }
    }

    @Test
    void printedFloatsParseToTheSameBits() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 100_000; i++) {
            int bits = random.nextInt();
            assertThat(single(FloatFormat.F32.text(bits))).as(FloatFormat.F32.text(bits)).isEqualTo(bits);
            long wide = random.nextLong();
            assertThat(twofold(FloatFormat.F64.text(wide))).as(FloatFormat.F64.text(wide)).isEqualTo(wide);
        }
    }
}
