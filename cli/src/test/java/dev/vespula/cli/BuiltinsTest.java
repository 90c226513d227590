package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions of strings that the engine has itself, and string constants, on the command line. */
class BuiltinsTest extends CommandCase {
    private static final String PROGRAM = """
            (module
              (import "wasm:js-string" "length" (func $length (param externref) (result i32)))
              (import "wasm:js-string" "concat" (func $concat (param externref externref) (result (ref extern))))
              (import "'" "four" (global $four (ref extern)))
              (func (export "f") (param $n i32) (result i32) (local $text externref)
                (local.set $text (global.get $four))
                (loop $l
                  (local.set $text (call $concat (local.get $text) (global.get $four)))
                  (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (call $length (local.get $text))))
            """;

    @TempDir
    Path folder;

    private String in(String name) {
        return folder.resolve(name).toString();
    }

    private String program() throws IOException {
        return Files.writeString(folder.resolve("program.wat"), PROGRAM).toString();
    }

    @Test
    void theyAreSwitchedOnByName() throws IOException {
        assertThat(vespula("run", "--builtins=js-string", "--string-constants='", "--invoke", "f", program(), "2")).isZero();
        assertThat(out()).isEqualTo("12\n");
        assertThat(vespula("run", "--builtins", "text-encoder,js-string", "--string-constants", "'", "--invoke", "f", program(),
                "1"))
                .isZero();
        assertThat(out()).isEqualTo("8\n");
        assertThat(vespula("run", "--invoke", "f", program(), "2")).isEqualTo(1);
        assertThat(err()).contains("wasm:js-string::length", "vespula run --builtins=js-string");
        assertThat(vespula("run", "--builtins", "strings", "--invoke", "f", program(), "2")).isEqualTo(2);
        assertThat(err()).contains(
                "--builtins takes names of sets of functions, not 'strings'; they are js-string, text-encoder,"
                        + " text-decoder");
    }

    @Test
    void otherCommandsKnowThem() throws IOException {
        assertThat(vespula("validate", "--builtins=js-string", "--string-constants='", program())).isZero();
        assertThat(vespula("inspect", program())).isZero();
        assertThat(out()).contains("js-string");
        assertThat(vespula("inspect", "--builtins=js-string", "--string-constants='", program())).isZero();
        assertThat(out()).doesNotContain("js-string");
        Path wrong = Files.writeString(folder.resolve("wrong.wat"),
                "(module (import \"wasm:js-string\" \"length\" (func (param i32) (result i32))))");
        assertThat(vespula("validate", wrong.toString())).isZero();
        assertThat(vespula("validate", "--builtins=js-string", wrong.toString())).isEqualTo(1);
        assertThat(err()).contains("the builtin function `wasm:js-string::length` is of type [externref] -> [i32]");
        assertThat(vespula("compile", program(), "-o", in("program.jar"))).isZero();
        assertThat(vespula("run", "--builtins=js-string", "--string-constants='", "--invoke", "f", in("program.jar"), "3"))
                .isZero();
        assertThat(out()).isEqualTo("16\n");
    }

    /** Whoever goes on with a program has not to say again what it imports. */
    @Test
    void aSavedProgramHasThem() throws IOException {
        String saved = in("saved.snap");
        assertThat(vespula("run", "--builtins=js-string", "--string-constants='", "--fuel", "2000", "--snapshot-on-out-of-fuel",
                saved,
                "--invoke", "f", program(), "500")).isEqualTo(75);
        assertThat(vespula("resume", saved, "--fuel", "1000000")).isZero();
        assertThat(out()).isEqualTo("2004\n");
    }
}
