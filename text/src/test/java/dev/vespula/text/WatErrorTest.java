package dev.vespula.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vespula.MalformedException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is said in the specification's words, and where with a caret. */
class WatErrorTest {

    private static MalformedException refused(String text) {
        return catchThrowableOfType(MalformedException.class,
                () -> Wat.parse("file.wat", text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theMessageShowsPlaceLineAndCaret() {
        MalformedException error = refused("(module\n  (func (drop\t(i32.const0)))\n)");
        assertThat(error).hasMessage("""
            file.wat:2:16: unknown operator i32.const0
                (func (drop (i32.const0)))
                             ^""");
        assertThat(error.reason()).isEqualTo("unknown operator i32.const0");
        assertThat(error.offset()).isEqualTo(-1);
    }

    @Test
    void columnsCountCharactersNotBytes() {
        assertThat(refused("(;\u00e9\u4e2d\ud83d\ude00;) x").getMessage()).startsWith("file.wat:1:9: ");
        assertThat(refused("(func)\r\n(func)\r(func)\nx").getMessage()).startsWith("file.wat:4:1: ");
    }

    @Test
    void longLinesAreCut() {
        String blanks = " ".repeat(10_000);
        String message = refused("(func" + blanks + "nonsense" + blanks + ")").getMessage();
        assertThat(message).contains("...").hasSizeLessThan(500);
        String[] lines = message.split("\n");
        assertThat(lines[1].charAt(lines[2].length() - 1)).isEqualTo('n');
    }

    @Test
    void theEndOfTheTextIsAPlaceToo() {
        assertThat(refused("(module").getMessage()).startsWith("file.wat:1:8: unexpected token end of text");
        assertThat(refused("(module (func").reason()).startsWith("unexpected token");
        assertThat(refused("(module))").reason()).isEqualTo("unexpected token ), expected end of text");
    }

    @Test
    void unpairedSurrogatesAreMalformed() {
        MalformedException error = catchThrowableOfType(MalformedException.class, () -> Wat.parse("(;\ud800;)"));
        assertThat(error.reason()).isEqualTo("malformed UTF-8 encoding");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
        "(func (local.get $x))                              | unknown local $x",
        "(func (global.get $x))                             | unknown global $x",
        "(func (call $x))                                   | unknown func $x",
        "(func (br $x))                                     | unknown label $x",
        "(func (block $x) (br $x))                          | unknown label $x",
        "(func (type $x))                                   | unknown type $x",
        "(func (i32.load $x (i32.const 0)))                 | unknown memory $x",
        "(func (table.get $x (i32.const 0)))                | unknown table $x",
        "(func (throw $x))                                  | unknown tag $x",
        "(func (data.drop $x))                              | unknown data segment $x",
        "(func (elem.drop $x))                              | unknown elem segment $x",
        "(type $s (struct)) (func (struct.get $s $x))       | unknown field $x",
        "(func (param $x i32) (local $x i32))               | duplicate local $x",
        "(func $f) (func $f)                                | duplicate func $f",
        "(type $t (func)) (type $t (func))                  | duplicate type $t",
        "(type (struct (field $x i32) (field $x i32)))      | duplicate field $x",
        "(start 0) (start 0) (func)                         | multiple start sections",
        "(func) (import \"\" \"\" (func))                   | import after function",
        "(tag) (func (import \"\" \"\"))                    | import after tag",
        "(func block $a end $b)                             | mismatching label $b",
        "(func if $a else $b end)                           | mismatching label $b",
        "(func block)                                       | unexpected token ), expected end",
        "(func end)                                         | unexpected token end",
        "(func else)                                        | unexpected token else",
        "(func catch_all)                                   | unexpected token catch_all",
        "(func (if))                                        | unexpected token ), expected (then",
        "(func (if (then) (else) (else)))                   | unexpected token (, expected )",
        "(func (try))                                       | unexpected token ), expected (do",
        "(func (nop nop))                                   | unexpected token nop, expected ( or )",
        "(func (else))                                      | unexpected token else, expected instruction",
        "(func (i32.const))                                 | unexpected token ), expected integer",
        "(func (i32.const 1.0))                             | unexpected token 1.0, expected integer",
        "(func (i32.const 4294967296))                      | i32 constant out of range",
        "(func (f32.const 1e39))                            | f32 constant out of range",
        "(func (f64.const nan:0x0))                         | f64 constant out of range",
        "(func (v128.const i8x16 256 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0)) | i8 constant out of range",
        "(func (v128.const i32x4 0 0 0))                    | wrong number of lane literals, expected 4",
        "(func (v128.const i64x2 0 0 0))                    | wrong number of lane literals, expected 2",
        "(func (i8x16.shuffle 1 2 3))                       | invalid lane length",
        "(func (i32.load align=3 (i32.const 0)))            | alignment must be a power of two",
        "(func (i32.load align=0 (i32.const 0)))            | alignment must be a power of two",
        "(func (i32.load align=x (i32.const 0)))            | unknown operator align=x",
        "(func (i32.load offset=0x1_0000_0000_0000_0000 (i32.const 0))) | i64 constant out of range",
        "(func (i32.load align=1 offset=0 (i32.const 0)))   | unexpected token offset=0, expected ( or )",
        "(type $t (func (param i32))) (func (type $t) (param i64)) | inline function type does not match type 0",
        "(func (type 7) (param i32))                        | unknown type 7",
        "(func (result i32) (param i32))                    | unexpected token (",
        "(func (block (param $x i32)))                      | unexpected token $x, expected value type",
        "(memory 1 2 shared (pagesize 3))                   | invalid custom page size",
        "(memory 0x1_0000_0000_0000_0000)                   | i32 constant out of range",
        "(memory i64 0x1_0000_0000_0000_0000)               | i64 constant out of range",
        "(import \"\\ff\" \"\" (func))                      | malformed UTF-8 encoding",
        "(export \"\\80\" (func 0))                         | malformed UTF-8 encoding",
        "(import \"a\" \"b\" (data))                        | unexpected token data, expected func, table, memory, global or tag",
        "(export \"a\" (type 0))                            | unexpected token type, expected func, table, memory, global or tag",
        "(nonsense)                                         | unknown operator nonsense",
        "(i32.add)                                          | unexpected token i32.add, expected module field",
        "(func (get_local 0))                               | unknown operator get_local",
        "(table 1 i32)                                      | unexpected token i32, expected reference type",
        "(global i33 (i32.const 0))                         | unknown operator i33",
        "(type (sub (func)) (func))                         | unexpected token (, expected )",
    })
    void reasonsAreWordedLikeTheSpecification(String text, String reason) {
        assertThat(refused(text).reason()).isEqualTo(reason);
    }
}
