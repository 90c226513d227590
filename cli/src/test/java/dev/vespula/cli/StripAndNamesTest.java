package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.text.Wat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vespula strip} and {@code vespula names}. */
class StripAndNamesTest extends CommandCase {
    private static final String MODULE = """
            (module $m
              (@custom ".debug_info" "d")
              (@custom "sourceMappingURL" "u")
              (@custom "producers" (before type) "p")
              (type $t (struct (field $x i32)))
              (func $first (export "one") (param $p i32) (block $b))
              (func $second (export "two"))
              (memory $mem 1) (global $g i32 (i32.const 0)) (table $tab 1 funcref) (tag $tag) (data $d "x") (elem $e func))
            """;

    @TempDir
    Path folder;

    private String module() throws IOException {
        return Files.write(folder.resolve("m.wasm"), Wat.parse(MODULE)).toString();
    }

    private String sections(byte[] wasm) throws IOException {
        Path file = Files.write(folder.resolve("out.wasm"), wasm);
        assertThat(vespula("validate", file.toString())).as(err()).isZero();
        assertThat(vespula("inspect", file.toString())).isZero();
        return out();
    }

    @Test
    void allCustomSectionsAreDropped() throws IOException {
        String file = module();
        assertThat(vespula("strip", file)).as(err()).isZero();
        byte[] stripped = outBytes();
        assertThat(stripped).isEqualTo(Wat.parse("""
                (module
                  (type (struct (field i32)))
                  (func (export "one") (param i32) (block))
                  (func (export "two"))
                  (memory 1) (global i32 (i32.const 0)) (table 1 funcref) (tag) (data "x") (elem func))
                """));
        assertThat(sections(stripped)).doesNotContain("custom");
        String out = folder.resolve("small.wasm").toString();
        assertThat(vespula("strip", "--verbose", file, "-o", out)).isZero();
        assertThat(Path.of(out)).hasBinaryContent(stripped);
        assertThat(err()).isEqualTo("vespula: dropped 4 custom sections: " + Files.size(Path.of(file)) + " bytes before, "
                + stripped.length + " after\n");
        assertThat(vespula("strip", file, "-o", file)).isZero();
        assertThat(Path.of(file)).hasBinaryContent(stripped);
    }

    @Test
    void whatIsToBeKeptIsKept() throws IOException {
        String file = module();
        assertThat(vespula("strip", "--debug", file)).isZero();
        assertThat(sections(outBytes())).contains("\"name\"", "\"producers\"").doesNotContain("debug", "source");
        assertThat(vespula("strip", "--keep-names", file)).isZero();
        assertThat(sections(outBytes())).contains("\"name\"").doesNotContain("producers", "debug", "source");
        assertThat(vespula("strip", "--keep", "producers", "--keep=.debug_info", file)).isZero();
        assertThat(sections(outBytes())).contains("\"producers\"", "\".debug_info\"").doesNotContain("\"name\"", "source");
    }

    @Test
    void whatIsWithinAComponentIsStrippedToo() throws IOException {
        String text = "(component $c (core module $m (@custom \"a\" \"x\") (func $f))"
                + " (component $n (@custom \"b\" \"y\") (core module (func $g)))) ";
        String file = Files.writeString(folder.resolve("c.wat"), text).toString();
        assertThat(vespula("strip", "--verbose", file)).as(err()).isZero();
        assertThat(err()).contains("dropped 6 custom sections");
        assertThat(outBytes()).isEqualTo(Wat.parse("(component (core module (func)) (component (core module (func))))"));
        assertThat(vespula("strip", "--keep-names", file)).isZero();
        assertThat(sections(outBytes())).contains("component c", "core module 0 m");
    }

    @Test
    void aTerminalGetsNoBinary() throws IOException {
        surroundings = new FakeSurroundings();
        assertThat(vespula("strip", module())).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err()).contains("standard output is a terminal, and this a binary: say with --output where it belongs");
        assertThat(vespula("strip", module(), "-o", "-")).isZero();
    }

    @Test
    void allNamesAreListed() throws IOException {
        assertThat(vespula("names", module())).isZero();
        assertThat(out()).isEqualTo("""
                module  m
                func 0  first
                func 1  second
                local 0 0  p
                label 0 0  b
                type 0  t
                table 0  tab
                memory 0  mem
                global 0  g
                elem 0  e
                data 0  d
                field 0 0  x
                tag 0  tag
                """);
        String component = Files.writeString(folder.resolve("c.wat"),
                "(component $c (core module $m (func $f)) (type $t u8))").toString();
        assertThat(vespula("names", component)).isZero();
        assertThat(out()).startsWith("component  c\n").contains("core module 0  m\n", "type 0  t\n", "\nfunc 0  f\n");
    }

    @Test
    void functionsGetOtherNames() throws IOException {
        String file = module();
        String out = folder.resolve("named.wasm").toString();
        assertThat(vespula("names", "--set", "first=erste", "--set", "1=", file, "-o", out)).as(err()).isZero();
        assertThat(vespula("names", out)).isZero();
        assertThat(out()).startsWith("module  m\nfunc 0  erste\nlocal 0 0  p\n").endsWith("tag 0  tag\n").doesNotContain(
                "second");
        // All else is as it was.
        assertThat(vespula("strip", out)).isZero();
        byte[] stripped = outBytes();
        assertThat(vespula("strip", file)).isZero();
        assertThat(outBytes()).isEqualTo(stripped);
        assertThat(vespula("names", "--set", "erste=first", "--set", "two=second", out, "-o", out)).isZero();
        assertThat(Path.of(out)).hasSameBinaryContentAs(Path.of(file));
    }

    @Test
    void aModuleWithoutNamesGetsSome() throws IOException {
        String file = Files.writeString(folder.resolve("plain.wat"), "(module (func (export \"f\")))").toString();
        assertThat(vespula("names", file)).isZero();
        assertThat(out()).isEmpty();
        assertThat(vespula("names", "--set", "f=a b", file)).isZero();
        assertThat(outBytes()).isEqualTo(Wat.parse("(module (func $\"a b\" (export \"f\")))"));
    }

    @Test
    void whatCannotBeNamedIsSaid() throws IOException {
        String file = module();
        assertThat(vespula("names", "--set", "none=x", file)).isEqualTo(1);
        assertThat(err()).isEqualTo("vespula: " + file + " has no function 'none'; it has 2 functions\n");
        assertThat(vespula("names", "--set", "none", file)).isEqualTo(2);
        assertThat(vespula("names", "-o", "x", file)).isEqualTo(2);
        String component = Files.writeString(folder.resolve("c.wat"), "(component)").toString();
        assertThat(vespula("names", "--set", "0=x", component)).isEqualTo(1);
        assertThat(err()).contains("this is a component");
    }
}
