package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments and results of {@code --invoke}, of every type. */
class InvokeValuesTest extends CommandCase {
    private static final String[] TYPES = {"i32", "i64", "f32", "f64", "v128", "funcref", "externref", "anyref", "i31ref",
        "eqref",
        "exnref"};

    @TempDir
    Path folder;

    private String module;

    @BeforeEach
    void write() throws IOException {
        StringBuilder text = new StringBuilder("(module (type $s (struct))\n");
        for (String type : TYPES) {
            text.append("(func (export \"").append(type).append("\") (param ").append(type).append(") (result ").append(type)
                    .append(") (local.get 0))\n");
        }
        text.append("(func (export \"all\") (param i32 v128 externref) (result externref v128 i32 i64)"
                + " (local.get 2) (local.get 1) (local.get 0) (i64.const -1))\n"
                + "(func (export \"none\"))\n"
                + "(func (export \"strict\") (param (ref func)))\n"
                + "(func (export \"object\") (result (ref $s)) (struct.new $s)))\n");
        module = Files.writeString(folder.resolve("types.wat"), text).toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "i32 | 0xffffffff | -1", "i64 | 18446744073709551615 | -1", "f32 | 0x1.8p1 | 3", "f64 | nan:0x4 | nan:0x4",
        "f32 | -inf | -inf",
        "v128 | 0x10 | 0x00000000000000000000000000000010", "v128 | 1 | 0x00000000000000000000000000000001",
        "v128 | i32x4:1,2,3,-1 | 0xFFFFFFFF000000030000000200000001",
        "v128 | i8x16 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 255 | 0xFF0E0D0C0B0A09080706050403020100",
        "v128 | i16x8:0,0,0,0,0,0,0,0x8000 | 0x80000000000000000000000000000000",
        "v128 | i64x2:-1, 5 | 0x0000000000000005FFFFFFFFFFFFFFFF",
        "v128 | f32x4:1,0,0,0 | 0x0000000000000000000000003F800000", "v128 | f64x2:0,-inf | 0xFFF00000000000000000000000000000",
        "v128 | 340282366920938463463374607431768211455 | 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
        "funcref | null | null", "externref | null | null", "exnref | null | null",
        "anyref | i31:-5 | i31:-5", "i31ref | i31:0x7fffffff | i31:-1", "eqref | null | null",
    })
    void whatIsGivenIsPrintedSoThatItCanBeGivenAgain(String type, String given, String printed) {
        assertThat(vespula("run", "--invoke", type, module, given)).as(err()).isZero();
        assertThat(out()).isEqualTo(printed + "\n");
        assertThat(vespula("run", "--invoke", type, module, printed)).as(err()).isZero();
        assertThat(out()).isEqualTo(printed + "\n");
    }

    @Test
    void allResultsArePrintedOneALine() {
        assertThat(vespula("run", "--invoke", "all", module, "7", "i64x2:1,0", "null")).as(err()).isZero();
        assertThat(out()).isEqualTo("null\n0x00000000000000000000000000000001\n7\n-1\n");
        assertThat(vespula("run", "--invoke", "none", module)).isZero();
        assertThat(out()).isEmpty();
        assertThat(vespula("run", "--invoke", "object", module)).isZero();
        assertThat(out()).isEqualTo("<(ref (struct))>\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "i32 | 4294967296 | is out of range for an i32", "i32 | one | is not an i32", "f64 | 1,5 | is not an f64",
        "v128 | i32x4:1,2,3 | is not a v128, such as i32x4:1,2,3,4 or 0x00ff",
        "v128 | i8x16:0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,256 | is out of range for a v128",
        "v128 | 0x100000000000000000000000000000000 | is out of range for a v128", "v128 | f32x4:a,b,c,d | is not a v128",
        "v128 | i32x4: | is not a v128", "v128 | -1 | is not a v128",
        "funcref | 5 | is not a funcref: null", "externref | x | is not an externref: null",
        "anyref | i31: | is not an anyref: null or i31:5",
        "i31ref | i31:2147483648 | is out of range for an i31ref: null or i31:5",
        "strict | null | is not a (ref func), of which no value can be given on the command line",
    })
    void errorsNameArgumentTypeAndText(String function, String given, String message) {
        assertThat(vespula("run", "--invoke", function, module, given)).isEqualTo(1);
        assertThat(err()).startsWith("vespula: argument 1 of " + function + ": '" + given + "' " + message);
        assertThat(err().lines()).hasSize(1);
    }

    @Test
    void argumentsOfAnyLengthGiveOneShortLine() {
        for (String type : TYPES) {
            for (String text : new String[] {"9".repeat(100_000), "i32x4:" + "1,".repeat(100_000), "0x" + "f".repeat(100_000),
                "\u001b[2J"}) {
                // Of a float it is a number like any other.
                boolean isNumber = type.matches("f\\d+") && text.matches("9+|0xf+");
                assertThat(vespula("run", "--invoke", type, module, text)).isEqualTo(isNumber ? 0 : 1);
                assertThat(err()).hasSizeLessThan(500).doesNotContain("\u001b", "internal error");
            }
        }
    }

    @Test
    void aCallWithParenthesesIsExplained() {
        assertThat(vespula("run", "--invoke", "i32(5)", module)).isEqualTo(1);
        assertThat(err()).startsWith("vespula: " + module
                + " exports no function 'i32(5)' (of a module, arguments stand behind the file: "
                + "--invoke NAME " + module + " ARGS); it exports");
    }
}
