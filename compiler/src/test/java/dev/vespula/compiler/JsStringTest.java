package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vespula.BuiltinSet;
import dev.vespula.Config;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.WasmArray;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The functions of {@code wasm:js-string} and of UTF-8: what they return and when they trap, in all ways of executing. */
class JsStringTest {
    static final Config CONFIG = new Config().with(BuiltinSet.JS_STRING).with(BuiltinSet.TEXT_ENCODER)
            .with(BuiltinSet.TEXT_DECODER);
    /** Each function behind an export that calls it, and arrays to give to it. */
    static final String FIELDS = """
            (type $units (array (mut i16)))
            (type $bytes (array (mut i8)))
            (import "wasm:js-string" "cast" (func $cast (param externref) (result (ref extern))))
            (import "wasm:js-string" "test" (func $test (param externref) (result i32)))
            (import "wasm:js-string" "fromCharCodeArray"
              (func $fromArray (param (ref null $units) i32 i32) (result (ref extern))))
            (import "wasm:js-string" "intoCharCodeArray"
              (func $intoArray (param externref (ref null $units) i32) (result i32)))
            (import "wasm:js-string" "fromCharCode" (func $fromCharCode (param i32) (result (ref extern))))
            (import "wasm:js-string" "fromCodePoint" (func $fromCodePoint (param i32) (result (ref extern))))
            (import "wasm:js-string" "charCodeAt" (func $charCodeAt (param externref i32) (result i32)))
            (import "wasm:js-string" "codePointAt" (func $codePointAt (param externref i32) (result i32)))
            (import "wasm:js-string" "length" (func $length (param externref) (result i32)))
            (import "wasm:js-string" "concat" (func $concat (param externref externref) (result (ref extern))))
            (import "wasm:js-string" "substring" (func $substring (param externref i32 i32) (result (ref extern))))
            (import "wasm:js-string" "equals" (func $equals (param externref externref) (result i32)))
            (import "wasm:js-string" "compare" (func $compare (param externref externref) (result i32)))
            (import "wasm:text-encoder" "measureStringAsUTF8" (func $measure (param externref) (result i32)))
            (import "wasm:text-encoder" "encodeStringIntoUTF8Array"
              (func $encodeInto (param externref (ref null $bytes) i32) (result i32)))
            (import "wasm:text-encoder" "encodeStringToUTF8Array" (func $encodeTo (param externref) (result (ref $bytes))))
            (import "wasm:text-decoder" "decodeStringFromUTF8Array"
              (func $decode (param (ref null $bytes) i32 i32) (result (ref extern))))
            (func (export "cast") (param externref) (result externref) (call $cast (local.get 0)))
            (func (export "test") (param externref) (result i32) (call $test (local.get 0)))
            (func (export "fromCharCodeArray") (param (ref null $units) i32 i32) (result externref)
              (call $fromArray (local.get 0) (local.get 1) (local.get 2)))
            (func (export "intoCharCodeArray") (param externref (ref null $units) i32) (result i32)
              (call $intoArray (local.get 0) (local.get 1) (local.get 2)))
            (func (export "fromCharCode") (param i32) (result externref) (call $fromCharCode (local.get 0)))
            (func (export "fromCodePoint") (param i32) (result externref) (call $fromCodePoint (local.get 0)))
            (func (export "charCodeAt") (param externref i32) (result i32) (call $charCodeAt (local.get 0) (local.get 1)))
            (func (export "codePointAt") (param externref i32) (result i32) (call $codePointAt (local.get 0) (local.get 1)))
            (func (export "length") (param externref) (result i32) (call $length (local.get 0)))
            (func (export "concat") (param externref externref) (result externref)
              (call $concat (local.get 0) (local.get 1)))
            (func (export "substring") (param externref i32 i32) (result externref)
              (call $substring (local.get 0) (local.get 1) (local.get 2)))
            (func (export "equals") (param externref externref) (result i32) (call $equals (local.get 0) (local.get 1)))
            (func (export "compare") (param externref externref) (result i32) (call $compare (local.get 0) (local.get 1)))
            (func (export "measure") (param externref) (result i32) (call $measure (local.get 0)))
            (func (export "encodeInto") (param externref (ref null $bytes) i32) (result i32)
              (call $encodeInto (local.get 0) (local.get 1) (local.get 2)))
            (func (export "encodeTo") (param externref) (result (ref $bytes)) (call $encodeTo (local.get 0)))
            (func (export "decode") (param (ref null $bytes) i32 i32) (result externref)
              (call $decode (local.get 0) (local.get 1) (local.get 2)))
            (func (export "units") (param i32) (result (ref $units)) (array.new_default $units (local.get 0)))
            (func (export "bytes") (param i32) (result (ref $bytes)) (array.new_default $bytes (local.get 0)))
            (export "length itself" (func $length))
            (export "concat itself" (func $concat))
            """;
    private static final List<String> STRINGS = List.of("", "a", "1", "ab", "b", "hello, world", "\n", "\0", "\u00E4",
            "\u263A\u263A",
            "\uD800\uDC00\uD800\uDC01", "\uD800", "\uDC00", "\uDC00\uD800", "x\uDBFF", "\uFFFE\uFFFF", "0".repeat(1000),
            "\u4E2D".repeat(70));

    private static Instance instance(Way way) {
        return new Program(way, CONFIG).instance(FIELDS);
    }

    private static Object call(Instance instance, String function, Object... arguments) {
        Func called = instance.func(function);
        Object[] results = null;
        // As often as it takes to be compiled where that happens on the way.
        for (int round = 0; round < 3; round++) {
            results = called.call(arguments);
        }
        return results[0];
    }

    private static void traps(TrapCode code, Instance instance, String function, Object... arguments) {
        for (int round = 0; round < 3; round++) {
            Trap trap = catchThrowableOfType(Trap.class, () -> instance.func(function).call(arguments));
            assertThat(trap).as(function).isNotNull();
            assertThat(trap.code()).as(function).isEqualTo(code);
            assertThat(trap.frames().get(0).functionName()).isEqualTo(function);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyPairOfStrings(Way way) {
        Instance instance = instance(way);
        for (String one : STRINGS) {
            assertThat(call(instance, "cast", one)).isSameAs(one);
            assertThat(call(instance, "test", one)).isEqualTo(1);
            assertThat(call(instance, "length", one)).isEqualTo(one.length());
            for (int k = 0; k < one.length(); k++) {
                assertThat(call(instance, "charCodeAt", one, k)).isEqualTo((int) one.charAt(k));
                assertThat(call(instance, "codePointAt", one, k)).isEqualTo(one.codePointAt(k));
            }
            traps(TrapCode.STRING_OUT_OF_BOUNDS, instance, "charCodeAt", one, one.length());
            traps(TrapCode.STRING_OUT_OF_BOUNDS, instance, "codePointAt", one, one.length());
            traps(TrapCode.STRING_OUT_OF_BOUNDS, instance, "charCodeAt", one, -1);
            traps(TrapCode.STRING_OUT_OF_BOUNDS, instance, "codePointAt", one, Integer.MIN_VALUE);
            for (String other : STRINGS) {
                assertThat(call(instance, "concat", one, other)).isEqualTo(one + other);
                assertThat(call(instance, "equals", one, other)).isEqualTo(one.equals(other) ? 1 : 0);
                int order = one.compareTo(other);
                assertThat(call(instance, "compare", one, other)).isEqualTo(order < 0 ? -1 : order > 0 ? 1 : 0);
            }
            assertThat(call(instance, "equals", one, null)).isEqualTo(0);
            assertThat(call(instance, "equals", null, one)).isEqualTo(0);
        }
        assertThat(call(instance, "equals", null, null)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void substringsTakeUnsignedIndices(Way way) {
        Instance instance = instance(way);
        String text = "ab\uD83D\uDE00cd";
        for (int start = 0; start <= text.length() + 1; start++) {
            for (int end = 0; end <= text.length() + 1; end++) {
                String expected = start > end || start > text.length() ? "" : text.substring(start, Math.min(end, text
                        .length()));
                assertThat(call(instance, "substring", text, start, end)).isEqualTo(expected);
            }
        }
        assertThat(call(instance, "substring", text, 1, -1)).isEqualTo(text.substring(1));
        assertThat(call(instance, "substring", text, 0, Integer.MIN_VALUE)).isEqualTo(text);
        assertThat(call(instance, "substring", text, -1, -1)).isEqualTo("");
        assertThat(call(instance, "substring", text, -1, 3)).isEqualTo("");
        assertThat(call(instance, "substring", text, 3, 4)).isEqualTo("\uDE00");
    }

    @ParameterizedTest
    @EnumSource
    void codes(Way way) {
        Instance instance = instance(way);
        for (int unit : new int[] {0, 1, 10, 0x7F, 0x80, 0xFF, 0x100, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF}) {
            assertThat(call(instance, "fromCharCode", unit)).isEqualTo(String.valueOf((char) unit));
            assertThat(call(instance, "fromCharCode", unit | 0x7FFF_0000)).isEqualTo(String.valueOf((char) unit));
            assertThat(call(instance, "fromCharCode", unit | 0xABCD_0000)).isEqualTo(String.valueOf((char) unit));
            assertThat(call(instance, "fromCodePoint", unit)).isEqualTo(String.valueOf((char) unit));
        }
        for (int point : new int[] {0x1_0000, 0x1_F600, 0x10_FFFF}) {
            assertThat(call(instance, "fromCodePoint", point)).isEqualTo(Character.toString(point));
        }
        traps(TrapCode.INVALID_CODE_POINT, instance, "fromCodePoint", 0x11_0000);
        traps(TrapCode.INVALID_CODE_POINT, instance, "fromCodePoint", -1);
        traps(TrapCode.INVALID_CODE_POINT, instance, "fromCodePoint", Integer.MIN_VALUE);
    }

    @ParameterizedTest
    @EnumSource
    void arraysOfUnits(Way way) {
        Instance instance = instance(way);
        for (String text : STRINGS) {
            int length = text.length();
            WasmArray array = (WasmArray) call(instance, "units", length + 3);
            assertThat(call(instance, "intoCharCodeArray", text, array, 2)).isEqualTo(length);
            assertThat(call(instance, "fromCharCodeArray", array, 2, length + 2)).isEqualTo(text);
            assertThat(call(instance, "fromCharCodeArray", array, 0, length + 3)).isEqualTo("\0\0" + text + "\0");
            assertThat(call(instance, "fromCharCodeArray", array, 1, 1)).isEqualTo("");
            assertThat(call(instance, "intoCharCodeArray", text, array, 3)).isEqualTo(length);
            traps(TrapCode.ARRAY_OUT_OF_BOUNDS, instance, "intoCharCodeArray", text, array, 4);
            traps(TrapCode.ARRAY_OUT_OF_BOUNDS, instance, "intoCharCodeArray", text, array, -1);
            traps(TrapCode.ARRAY_OUT_OF_BOUNDS, instance, "fromCharCodeArray", array, 0, length + 4);
            traps(TrapCode.ARRAY_OUT_OF_BOUNDS, instance, "fromCharCodeArray", array, 0, -1);
            traps(TrapCode.ARRAY_OUT_OF_BOUNDS, instance, "fromCharCodeArray", array, 2, 1);
            traps(TrapCode.ARRAY_OUT_OF_BOUNDS, instance, "fromCharCodeArray", array, -1, -1);
        }
        WasmArray none = (WasmArray) call(instance, "units", 0);
        assertThat(call(instance, "intoCharCodeArray", "", none, 0)).isEqualTo(0);
        assertThat(call(instance, "fromCharCodeArray", none, 0, 0)).isEqualTo("");
        traps(TrapCode.NULL_REFERENCE, instance, "intoCharCodeArray", "a", null, 0);
        traps(TrapCode.NULL_REFERENCE, instance, "fromCharCodeArray", null, 0, 0);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoString(Way way) {
        Instance instance = instance(way);
        WasmArray array = (WasmArray) call(instance, "units", 9);
        WasmArray bytes = (WasmArray) call(instance, "bytes", 9);
        for (Object wrong : new Object[] {null, 1, 2.5, 'c', true, new StringBuilder("text"), List.of(), array}) {
            TrapCode code = wrong == null ? TrapCode.NULL_REFERENCE : TrapCode.CAST_FAILURE;
            assertThat(call(instance, "test", wrong)).isEqualTo(0);
            traps(code, instance, "cast", wrong);
            traps(code, instance, "length", wrong);
            traps(code, instance, "charCodeAt", wrong, 0);
            traps(code, instance, "codePointAt", wrong, 0);
            traps(code, instance, "substring", wrong, 1, 0);
            traps(code, instance, "concat", wrong, "a");
            traps(code, instance, "concat", "a", wrong);
            traps(code, instance, "compare", wrong, "a");
            traps(code, instance, "compare", "a", wrong);
            traps(code, instance, "intoCharCodeArray", wrong, array, 0);
            traps(code, instance, "measure", wrong);
            traps(code, instance, "encodeTo", wrong);
            traps(code, instance, "encodeInto", wrong, bytes, 0);
            if (wrong != null) {
                traps(code, instance, "equals", wrong, wrong);
                traps(code, instance, "equals", wrong, null);
                traps(code, instance, "equals", "a", wrong);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void utf8(Way way) {
        Instance instance = instance(way);
        for (String text : STRINGS) {
            byte[] expected = utf8(text);
            assertThat(call(instance, "measure", text)).isEqualTo(expected.length);
            WasmArray made = (WasmArray) call(instance, "encodeTo", text);
            assertThat((byte[]) made.elements()).isEqualTo(expected);
            WasmArray array = (WasmArray) call(instance, "bytes", expected.length + 3);
            assertThat(call(instance, "encodeInto", text, array, 3)).isEqualTo(expected.length);
            String again = wellFormed(text);
            assertThat(call(instance, "decode", array, 3, expected.length + 3)).isEqualTo(again);
            assertThat(call(instance, "decode", array, 2, expected.length + 3)).isEqualTo("\0" + again);
            traps(TrapCode.ARRAY_OUT_OF_BOUNDS, instance, "encodeInto", text, array, 4);
            traps(TrapCode.ARRAY_OUT_OF_BOUNDS, instance, "encodeInto", text, array, -1);
            traps(TrapCode.ARRAY_OUT_OF_BOUNDS, instance, "decode", array, 0, expected.length + 4);
            traps(TrapCode.ARRAY_OUT_OF_BOUNDS, instance, "decode", array, 1, 0);
        }
        traps(TrapCode.NULL_REFERENCE, instance, "encodeInto", "a", null, 0);
        traps(TrapCode.NULL_REFERENCE, instance, "decode", null, 0, 0);
        decodes(instance, "\uFFFD\uFFFD\uFFFD", 0xED, 0xA0, 0x80);
        decodes(instance, "\uFFFDa", 0xE2, 0x82, 'a');
        decodes(instance, "\uFFFD\uFFFDa", 0xC0, 0x80, 'a');
        decodes(instance, "\uFFFD", 0xF0, 0x9F, 0x98);
        decodes(instance, "\uFFFD\uFFFD\uFFFD\uFFFD", 0xF4, 0x90, 0x80, 0x80);
        decodes(instance, "\uFFFD\uFFFD\uFFFDz", 0xE0, 0x80, 0x80, 'z');
        decodes(instance, "\uFFFD\uD83D\uDE00", 0xFF, 0xF0, 0x9F, 0x98, 0x80);
        decodes(instance, "", 0xEF, 0xBB, 0xBF);
        decodes(instance, "\uFEFFa", 0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, 'a');
        decodes(instance, "a\uFEFF", 'a', 0xEF, 0xBB, 0xBF);
    }

    private static void decodes(Instance instance, String expected, int... bytes) {
        WasmArray array = (WasmArray) call(instance, "bytes", bytes.length);
        for (int k = 0; k < bytes.length; k++) {
            array.set(k, bytes[k]);
        }
        assertThat(call(instance, "decode", array, 0, bytes.length)).isEqualTo(expected);
    }

    private static String wellFormed(String text) {
        return text.codePoints().map(point -> Character.getType(point) == Character.SURROGATE ? 0xFFFD : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static byte[] utf8(String text) {
        return wellFormed(text).getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsExportedAgainCanBeCalledFromJava(Way way) {
        Instance instance = instance(way);
        assertThat(instance.func("length itself").call("abc")).containsExactly(3);
        assertThat(instance.func("concat itself").call("abc", "de")).containsExactly("abcde");
        assertThatThrownBy(() -> instance.func("length itself").call(5)).isInstanceOf(Trap.class)
                .satisfies(trap -> assertThat(((Trap) trap).code()).isEqualTo(TrapCode.CAST_FAILURE));
        assertThat(instance.func("length itself")).isNotEqualTo(instance(way).func("length itself"));
    }

    /** Strings that a program makes of one another in every way there is: the same in all ways of executing, with the same fuel. */
    @Test
    void allWaysAgree() throws Exception {
        String program = """
                (table $functions funcref (elem $length $concat))
                (type $toLength (func (param externref) (result i32)))
                (type $toConcat (func (param externref externref) (result (ref extern))))
                (func (export "double") (param externref i32) (result externref)
                  (loop $l
                    (local.set 0 (call $concat (local.get 0) (local.get 0)))
                    (br_if $l (local.tee 1 (i32.sub (local.get 1) (i32.const 1)))))
                  (local.get 0))
                (func (export "hash") (param externref i32) (result i32) (local $k i32) (local $h i32)
                  (loop $again
                    (local.set $k (i32.const 0))
                    (loop $l
                      (local.set $h (i32.add (i32.mul (local.get $h) (i32.const 31)) (call $charCodeAt (local.get 0) (local.get $k))))
                      (br_if $l (i32.lt_u (local.tee $k (i32.add (local.get $k) (i32.const 1))) (call $length (local.get 0)))))
                    (br_if $again (local.tee 1 (i32.sub (local.get 1) (i32.const 1)))))
                  (local.get $h))
                (func (export "tail") (param externref externref) (result externref)
                  (return_call $concat (local.get 0) (local.get 1)))
                (func $join (param externref externref) (result (ref extern)) (return_call $concat (local.get 0) (local.get 1)))
                (func (export "throughTail") (param externref externref) (result i32)
                  (call $length (call $join (local.get 0) (call $join (local.get 1) (local.get 0)))))
                (func (export "byTable") (param externref) (result i32)
                  (call_indirect $functions (type $toLength) (local.get 0) (i32.const 0)))
                (func (export "tailByTable") (param externref) (result i32)
                  (return_call_indirect $functions (type $toLength) (local.get 0) (i32.const 0)))
                (func (export "byReference") (param externref externref) (result externref)
                  (return_call_ref $toConcat (local.get 0) (local.get 1) (ref.cast (ref $toConcat)
                    (table.get $functions (i32.const 1)))))
                (func (export "caught") (param externref) (result i32)
                  (block $h (try_table (catch_all $h) (return (call $length (local.get 0))))) (i32.const -5))
                """;
        agreement(p -> {
            for (int round = 0; round < 4; round++) {
                Instance instance = p.instance(FIELDS + program);
                for (int again = 0; again < 5; again++) {
                    p.call(instance, "double", "ab\uD800", 9);
                    p.call(instance, "hash", "some text", 40);
                    p.call(instance, "hash", "", 1);
                    for (String name : new String[] {"tail", "throughTail", "byReference", "concat itself"}) {
                        p.call(instance, name, "ab", "cd");
                        p.call(instance, name, "ab", null);
                        p.call(instance, name, 1, "b");
                    }
                    for (String name : new String[] {"byTable", "tailByTable", "caught"}) {
                        p.call(instance, name, "text");
                        p.call(instance, name, 5);
                    }
                }
            }
        });
    }

    private static void agreement(Agreement.Scenario scenario) throws Exception {
        Agreement.in(CONFIG.withFuel(Config.FuelMetering.ON), scenario);
        Agreement.in(CONFIG, scenario);
    }
}
