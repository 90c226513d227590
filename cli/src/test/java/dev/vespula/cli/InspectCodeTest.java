package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.text.Wat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vespula inspect --code}. */
class InspectCodeTest extends CommandCase {
    private static final String NUMBERS = "../examples/programs/numbers.wasm";
    private static final Pattern LINE = Pattern.compile("  0x([0-9a-f]{6}):((?: [0-9a-f]{2})+) *(.*)");

    @TempDir
    Path folder;

    @Test
    void functionsAndInstructionsHavePlacesBytesAndNames() throws IOException {
        String file = write("code.wat", """
                (module
                  (import "env" "log" (func $log (param i32)))
                  (func $main (export "run") (param $n i32) (result i32) (local $a i64) (local i64 f32)
                    (block $out
                      (br_if $out (i32.eqz (local.get $n)))
                      (call $log (i32.const 300)))
                    (if (result i32) (local.get $n) (then (i32.const 1)) (else (i32.const -1))))
                  (func))
                """);
        assertThat(vespula("inspect", "--code", file)).as(err()).isZero();
        assertThat(out()).contains(" sections   ").endsWith("""

                0x000036 func 1 <main> (export "run") (type 1) (param i32) (result i32)
                  0x000036: 02 02 7e                 (local i64 i64)
                  0x000039: 01 7d                    (local f32)
                  0x00003b: 02 40                    block $out
                  0x00003d: 20 00                      local.get $n
                  0x00003f: 45                         i32.eqz
                  0x000040: 0d 00                      br_if $out
                  0x000042: 41 ac 02                   i32.const 300
                  0x000045: 10 00                      call $log
                  0x000047: 0b                       end
                  0x000048: 20 00                    local.get $n
                  0x00004a: 04 7f                    if (result i32)
                  0x00004c: 41 01                      i32.const 1
                  0x00004e: 05                       else
                  0x00004f: 41 7f                      i32.const -1
                  0x000051: 0b                       end
                  0x000052: 0b                       end

                0x000054 func 2 (type 2)
                  0x000055: 0b                       end
                """);
    }

    /** The bytes shown are those of the file at the places shown, and nothing of a body is left out but the count of no locals. */
    @Test
    void bytesAreThoseOfTheFile() throws IOException {
        for (String program : new String[] {"numbers", "hello", "sudoku"}) {
            byte[] wasm = Files.readAllBytes(Path.of("../examples/programs/" + program + ".wasm"));
            assertThat(vespula("inspect", "--code", "../examples/programs/" + program + ".wasm")).isZero();
            int next = -1;
            int lines = 0;
            for (String line : out().lines().toList()) {
                Matcher parts = LINE.matcher(line);
                if (!parts.matches()) {
                    next = -1;
                    continue;
                }
                int offset = Integer.parseInt(parts.group(1), 16);
                byte[] bytes = HexFormat.of().parseHex(parts.group(2).replace(" ", ""));
                assertThat(offset).isEqualTo(next < 0 ? offset : next);
                assertThat(bytes).isEqualTo(Arrays.copyOfRange(wasm, offset, offset + bytes.length));
                next = offset + bytes.length;
                lines++;
            }
            assertThat(lines).isGreaterThan(20);
        }
    }

    @Test
    void oneFunctionIsFoundByIndexNameAndExport() {
        assertThat(vespula("inspect", "--code", "--func", "gcd", NUMBERS)).isZero();
        String gcd = out();
        assertThat(gcd).startsWith("\n0x").contains(" <gcd> ").doesNotContain("<add>");
        String index = gcd.replaceFirst("(?s).*?func (\\d+) .*", "$1");
        assertThat(vespula("inspect", "--code", "--func", index, NUMBERS)).isZero();
        assertThat(out()).isEqualTo(gcd);
        assertThat(vespula("inspect", "--code", "--func", "none", NUMBERS)).isEqualTo(1);
        assertThat(err()).isEqualTo("vespula: " + NUMBERS + " defines no function 'none'; see 'vespula names " + NUMBERS
                + "'\n");
        assertThat(vespula("inspect", "--func", "gcd", NUMBERS)).isEqualTo(2);
    }

    /** The offset of a trap is that of the instruction. */
    @Test
    void offsetsAreThoseOfBacktraces() {
        assertThat(vespula("run", "--invoke", "divide", NUMBERS, "1", "0")).isEqualTo(134);
        String offset = err().strip().replaceFirst("(?s).*\\+0x", "");
        assertThat(vespula("inspect", "--code", NUMBERS)).isZero();
        assertThat(out()).containsPattern("0x0*" + offset + ": 6d +i32.div_s");
    }

    @Test
    void modulesWithinComponentsAreShown() throws IOException {
        String file = write("component.wat", """
                (component
                  (core module $first (func $f (nop)))
                  (component (core module (func $g (unreachable)))))
                """);
        assertThat(vespula("inspect", "--code", file)).as(err()).isZero();
        assertThat(out()).containsPattern(
                "(?s)\ncore module 0 first: \\d+ bytes from 0x[0-9a-f]+\n\n0x[0-9a-f]{6} func 0 <f> .* nop\n"
                        + ".*\ncomponent 0: \\d+ bytes from 0x[0-9a-f]+\n\ncore module 0: .* unreachable\n");
        assertThat(vespula("inspect", "--code", "--func", "g", file)).isZero();
        assertThat(out()).contains("unreachable").doesNotContain("nop");
    }

    @Test
    void codeThatIsRefusedCanBeLookedAt() throws IOException {
        String invalid = write("invalid.wat", "(module (func $f (result i32) (i64.const 1)))");
        assertThat(vespula("inspect", invalid)).isEqualTo(1);
        assertThat(vespula("inspect", "--code", invalid)).isZero();
        assertThat(out()).contains("i64.const 1");
        byte[] malformed = Wat.parse("(module (func (nop) (nop) (nop)) (func (nop)))");
        // The third instruction: behind it stand an end and another body.
        malformed[malformed.length - 6] = (byte) 0xff;
        String broken = Files.write(folder.resolve("broken.wasm"), malformed).toString();
        assertThat(vespula("inspect", "--code", broken)).isEqualTo(1);
        assertThat(out()).contains("  nop\n");
        assertThat(err()).startsWith("vespula: " + broken + ": malformed module: illegal opcode").hasLineCount(1);
    }

    @Test
    void longInstructionsTakeSeveralLines() throws IOException {
        String file = write("table.wat", "(module (func (br_table 0 0 0 0 0 0 0 0 0 0 (i32.const 0))))");
        assertThat(vespula("inspect", "--code", file)).isZero();
        assertThat(out()).containsPattern(
                "0x000019: 0e 09 00 00 00 00 00 00  br_table 0 0 0 0 0 0 0 0 0 0\n  0x000021: 00 00 00 00\n");
    }

    /** A few bytes can declare thousands of locals and use a long name again and again. */
    @Test
    void theListingIsInProportionToTheModule() throws IOException {
        StringBuilder text = new StringBuilder("(module (func $").append("n".repeat(190)).append(" (block $").append("b".repeat(
                190))
                .append('\n');
        text.append(("(br_table" + " 0".repeat(20_000) + " (i32.const 0))\n").repeat(20));
        Path file = Files.write(folder.resolve("long.wasm"), Wat.parse(text.append(")))").toString()));
        assertThat(vespula("inspect", "--code", file.toString())).isEqualTo(1);
        assertThat(err()).isEqualTo("vespula: " + file
                + ": module refused: the text would be out of proportion to the module\n");
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
