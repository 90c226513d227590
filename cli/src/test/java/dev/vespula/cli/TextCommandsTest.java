package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the text format, and text where other commands take a module. */
class TextCommandsTest extends CommandCase {
    private static final String TEXT = """
            (module
              (func (export "add") (param $a i32) (param $b i32) (result i32)
                (i32.add (local.get $a) (local.get $b))))
            """;

    @TempDir
    Path folder;

    @Test
    void textRunsAndValidatesLikeABinary() throws IOException {
        String file = write("add.wat", TEXT);
        assertThat(vespula("run", "--invoke", "add", file, "2", "3")).isZero();
        assertThat(out()).isEqualTo("5\n");
        assertThat(vespula("validate", file)).isZero();
        String bad = write("bad.wat", "(module\n  (func (nop) nonsense))");
        assertThat(vespula("validate", bad)).isEqualTo(1);
        assertThat(err()).isEqualTo("vespula: " + bad + ":2:15: unknown operator nonsense\n"
                + "    (func (nop) nonsense))\n                ^\n");
    }

    @Test
    void textGoesToBinaryAndBack() throws IOException {
        String wat = write("add.wat", TEXT);
        assertThat(vespula("wat2wasm", wat)).isZero();
        Path wasm = folder.resolve("add.wasm");
        assertThat(wasm).exists();
        assertThat(vespula("wasm2wat", wasm.toString())).isZero();
        assertThat(out()).contains("    local.get $a\n    local.get $b\n    i32.add\n");
        String folded = folder.resolve("folded.wat").toString();
        assertThat(vespula("wasm2wat", "--fold", wasm.toString(), "-o", folded)).isZero();
        assertThat(Path.of(folded)).content().contains("    (i32.add (local.get $a) (local.get $b))\n");
        String again = folder.resolve("again.wasm").toString();
        assertThat(vespula("wat2wasm", folded, "-o", again)).isZero();
        assertThat(Path.of(again)).hasSameBinaryContentAs(wasm);
        assertThat(vespula("wat2wasm", wat, "-o", "-")).isZero();
        assertThat(outBytes()).isEqualTo(Files.readAllBytes(wasm));
    }

    @Test
    void whatCannotBeReadOrWrittenIsNamed() throws IOException {
        String wat = write("add.wat", TEXT);
        assertThat(vespula("wat2wasm", folder.resolve("none.wat").toString())).isEqualTo(1);
        assertThat(err()).contains("no such file");
        assertThat(vespula("wat2wasm", wat, "-o", folder.resolve("no/where").toString())).isEqualTo(1);
        assertThat(err()).startsWith("vespula: cannot write ");
        assertThat(vespula("wasm2wat", write("bad.wasm", "bad"))).isEqualTo(1);
        assertThat(err()).contains("malformed module: ");
    }

    @Test
    void scriptsAreCountedAndFailuresListed() throws IOException {
        String module = "(module (func (export \"one\") (result i32) (i32.const 1)))\n";
        write("good.wast", module + "(assert_return (invoke \"one\") (i32.const 1))");
        String bad = write("bad.wast", module + "(assert_return (invoke \"one\") (i32.const 2))");
        write("ignored.txt", "no script");
        assertThat(vespula("wast", folder.toString())).isEqualTo(1);
        assertThat(out()).isEqualTo(bad + ":2: assert_return: expected [(i32.const 2)], got [(i32.const 1)]\n"
                + "3 passed, 1 failed, 0 skipped\n");
        assertThat(vespula("wast", "--fuel", "on", "--tier", "interpreter", folder.resolve("good.wast").toString())).isZero();
        assertThat(out()).isEqualTo("2 passed, 0 failed, 0 skipped\n");
    }

    @Test
    void featuresCanBeSwitched() throws IOException {
        String simd = write("simd.wast", "(module (func (drop (v128.const i64x2 1 2))))");
        assertThat(vespula("wast", simd)).isZero();
        assertThat(vespula("wast", "--no-simd", simd)).isEqualTo(1);
        String wide = write("wide.wast", "(module (func (drop (drop (i64.mul_wide_u (i64.const 1) (i64.const 2))))))");
        assertThat(vespula("wast", wide)).isEqualTo(1);
        assertThat(vespula("wast", "--wide-arithmetic", wide)).isZero();
        assertThat(vespula("wast", "--features", "wide-arithmetic", wide)).isZero();
        assertThat(vespula("wast", "--features=-simd", simd)).isEqualTo(1);
    }

    @Test
    void everyCommandTakesFeatures() throws IOException {
        String page = write("page.wat",
                "(module (memory (export \"m\") 3 (pagesize 1)) (func (export \"f\") (result i32) memory.size))");
        String simd = write("simd.wat", "(module (func (export \"f\") (drop (v128.const i64x2 1 2))))");
        for (String[] line : new String[][] {{"run", "--invoke", "f"}, {"validate"}, {"inspect"}, {"ir"}}) {
            String[] whole = java.util.Arrays.copyOf(line, line.length + (line[0].equals("ir") ? 4 : 3));
            whole[whole.length - 1] = "f";
            int at = line.length;
            whole[at + 2] = page;
            if (line[0].equals("ir")) {
                whole[at + 3] = "f";
            }
            whole[at] = "--features";
            whole[at + 1] = "-simd,-threads";
            assertThat(vespula(whole)).as(String.join(" ", whole)).isEqualTo(1);
            assertThat(err()).contains("CUSTOM_PAGE_SIZES support is not enabled",
                    "--features custom-page-sizes switches it on");
            whole[at + 1] = "custom-page-sizes";
            assertThat(vespula(whole)).as(err()).isZero();
            whole[at + 2] = simd;
            assertThat(vespula(whole)).isZero();
            whole[at + 1] = "-simd";
            assertThat(vespula(whole)).isEqualTo(1);
            whole[at + 1] = "simd,nonsense";
            assertThat(vespula(whole)).isEqualTo(2);
            assertThat(err()).contains("--features takes names of features",
                    "custom-page-sizes, stack-switching, compact-import-section, ");
        }
    }

    @Test
    void legacyExceptionsNeedNoSwitch() throws IOException {
        String legacy = write("legacy.wat", "(module (tag $t) (func (export \"f\") (result i32)"
                + " (try (result i32) (do (throw $t)) (catch_all (i32.const 5)))))");
        assertThat(vespula("run", "--invoke", "f", legacy)).isZero();
        assertThat(out()).isEqualTo("5\n");
        assertThat(vespula("validate", "--features", "-legacy-exceptions", legacy)).isEqualTo(1);
        assertThat(err()).contains("--features legacy-exceptions");
        assertThat(new dev.vespula.Config().has(dev.vespula.Feature.LEGACY_EXCEPTIONS)).isTrue();
    }

    @Test
    void scriptsRunInTheTierAskedFor() throws IOException {
        String script = write("tier.wast", "(module (func (export \"one\") (result i32) (i32.const 1)))\n"
                + "(assert_return (invoke \"one\") (i32.const 1))\n(assert_return (invoke \"one\") (i32.const 1))");
        for (String tier : new String[] {"interpreter", "auto", "compiled"}) {
            assertThat(vespula("wast", "--tier", tier, script)).isZero();
            assertThat(out()).isEqualTo("3 passed, 0 failed, 0 skipped\n");
        }
        assertThat(vespula("wast", write("bad.wast", "(module (func"))).isEqualTo(1);
        assertThat(err()).doesNotContain("internal error");
        assertThat(vespula("wast", folder.resolve("none.wast").toString())).isEqualTo(1);
        assertThat(err()).endsWith("none.wast: no such file\n");
    }

    @Test
    void badOptionsAreUsageErrors() throws IOException {
        String script = write("good.wast", "(module)");
        assertThat(vespula("wast", "--tier", "fast", script)).isEqualTo(2);
        assertThat(vespula("wast", "--fuel", "much", script)).isEqualTo(2);
        assertThat(vespula("wast")).isEqualTo(2);
        assertThat(vespula("wasm2wat")).isEqualTo(2);
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
