package dev.vespula;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With determinism on, operators give the canonical NaN whatever NaN goes in. */
class DeterminismTest {
    private static final int NAN_32 = 0x7fc0_0000;
    private static final long NAN_64 = 0x7ff8_0000_0000_0000L;
    private static final int ODD_32 = 0xffc0_1234;
    private static final int SIGNALLING_32 = 0x7f80_0001;
    private static final long ODD_64 = 0xfff8_0000_0000_1234L;
    private static final long SIGNALLING_64 = 0x7ff0_0000_0000_0001L;

    private final Engine engine = Engine.of(new Config().withDeterminism(Config.Determinism.ON));

    private List<Val> call(String params, String results, String code, Val... args) {
        WasmBuilder builder = new WasmBuilder();
        builder.func("f", params, results, "", code);
        return new Linker<Void>(engine).instantiate(new Store<>(engine), builder.module(engine)).func("f").callVals(args);
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "sub", "mul", "div", "min", "max"})
    void binaryOperators(String operator) {
        for (int nan : new int[] {ODD_32, SIGNALLING_32, NAN_32}) {
            String code = "local.get 0; local.get 1; f32." + operator;
            assertThat(call("ff", "f", code, Val.f32Bits(nan), Val.f32(1)).get(0).f32Bits()).isEqualTo(NAN_32);
            assertThat(call("ff", "f", code, Val.f32(1), Val.f32Bits(nan)).get(0).f32Bits()).isEqualTo(NAN_32);
        }
        for (long nan : new long[] {ODD_64, SIGNALLING_64, NAN_64}) {
            String code = "local.get 0; local.get 1; f64." + operator;
            assertThat(call("dd", "d", code, Val.f64Bits(nan), Val.f64(1)).get(0).f64Bits()).isEqualTo(NAN_64);
            assertThat(call("dd", "d", code, Val.f64(1), Val.f64Bits(nan)).get(0).f64Bits()).isEqualTo(NAN_64);
        }
        String code = "local.get 0; local.get 1; f32x4." + operator;
        Val odd = vector(ODD_32, SIGNALLING_32, Float.floatToRawIntBits(1), ODD_32);
        Val one = vector(Float.floatToRawIntBits(1), ODD_32, Float.floatToRawIntBits(1), Float.floatToRawIntBits(1));
        V128 result = call("vv", "v", code, odd, one).get(0).v128();
        assertThat(result.low()).isEqualTo((long) NAN_32 << 32 | NAN_32);
        assertThat(result.high() >>> 32).isEqualTo(NAN_32);
        assertThat((int) result.high()).isNotEqualTo(NAN_32);
        V128 wide = call("vv", "v", "local.get 0; local.get 1; f64x2." + operator,
                Val.v128(new V128(ODD_64, SIGNALLING_64)), Val.v128(new V128(0, 0))).get(0).v128();
        assertThat(wide).isEqualTo(new V128(NAN_64, NAN_64));
    }

    private static Val vector(int a, int b, int c, int d) {
        return Val.v128(new V128(a & 0xFFFF_FFFFL | (long) b << 32, c & 0xFFFF_FFFFL | (long) d << 32));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqrt", "ceil", "floor", "trunc", "nearest"})
    void unaryOperators(String operator) {
        assertThat(call("f", "f", "local.get 0; f32." + operator, Val.f32Bits(ODD_32)).get(0).f32Bits()).isEqualTo(NAN_32);
        assertThat(call("d", "d", "local.get 0; f64." + operator, Val.f64Bits(ODD_64)).get(0).f64Bits()).isEqualTo(NAN_64);
        assertThat(call("v", "v", "local.get 0; f32x4." + operator, vector(ODD_32, ODD_32, ODD_32, ODD_32)).get(0).v128())
                .isEqualTo(new V128((long) NAN_32 << 32 | NAN_32, (long) NAN_32 << 32 | NAN_32));
        assertThat(call("v", "v", "local.get 0; f64x2." + operator, Val.v128(new V128(ODD_64, ODD_64))).get(0).v128())
                .isEqualTo(new V128(NAN_64, NAN_64));
    }

    @ParameterizedTest
    @ValueSource(strings = {"f32x4.relaxed_madd", "f32x4.relaxed_nmadd"})
    void relaxedMultiplication(String operator) {
        Val odd = vector(ODD_32, ODD_32, ODD_32, ODD_32);
        assertThat(call("vvv", "v", "local.get 0; local.get 1; local.get 2; " + operator, odd, odd, odd).get(0).v128())
                .isEqualTo(new V128((long) NAN_32 << 32 | NAN_32, (long) NAN_32 << 32 | NAN_32));
    }

    @ParameterizedTest
    @ValueSource(strings = {"f32.neg", "f32.abs"})
    void operatorsThatMoveBitsKeepThem(String operator) {
        int expected = operator.equals("f32.neg") ? ODD_32 ^ 0x8000_0000 : ODD_32 & 0x7fff_ffff;
        assertThat(call("f", "f", "local.get 0; " + operator, Val.f32Bits(ODD_32)).get(0).f32Bits()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"f64.promote_f32; f64.const 0; f64.add; f32.demote_f64"})
    void conversions(String code) {
        assertThat(call("f", "d", "local.get 0; f64.promote_f32", Val.f32Bits(ODD_32)).get(0).f64Bits()).isEqualTo(NAN_64);
        assertThat(call("d", "f", "local.get 0; f32.demote_f64", Val.f64Bits(ODD_64)).get(0).f32Bits()).isEqualTo(NAN_32);
        assertThat(call("f", "f", "local.get 0; " + code, Val.f32Bits(ODD_32)).get(0).f32Bits()).isEqualTo(NAN_32);
    }
}
