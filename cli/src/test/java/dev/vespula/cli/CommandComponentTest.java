package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs for WASI 0.2, which are run as modules are. */
class CommandComponentTest extends CommandCase {
    /** Exits with ten times the number of its arguments and the length of the last, or the number of variables if there is a fourth. */
    private static final String PROGRAM = """
            (component
              (import "wasi:cli/environment@0.2.0" (instance $environment
                (export "get-environment" (func (result (list (tuple string string)))))
                (export "get-arguments" (func (result (list string))))))
              (import "wasi:cli/exit@0.2.12" (instance $exit (export "exit-with-code" (func (param "status-code" u8)))))
              (core module $memory
                (memory (export "memory") 1)
                (global $free (mut i32) (i32.const 1024))
                (func (export "realloc") (param i32 i32 i32 i32) (result i32)
                  (global.set $free (i32.and (i32.add (global.get $free) (i32.const 7)) (i32.const -8)))
                  (global.get $free)
                  (global.set $free (i32.add (global.get $free) (local.get 3)))))
              (core instance $memory (instantiate $memory))
              (core func $arguments (canon lower (func $environment "get-arguments")
                (memory $memory "memory") (realloc (func $memory "realloc"))))
              (core func $variables (canon lower (func $environment "get-environment")
                (memory $memory "memory") (realloc (func $memory "realloc"))))
              (core func $exit (canon lower (func $exit "exit-with-code")))
              (core module $main
                (import "" "memory" (memory 1))
                (import "" "arguments" (func $arguments (param i32)))
                (import "" "variables" (func $variables (param i32)))
                (import "" "exit" (func $exit (param i32)))
                (func $finish (param $count i32) (param $last i32)
                  (if (i32.eq (local.get $count) (i32.const 4)) (then
                    (call $variables (i32.const 8))
                    (call $exit (i32.load offset=4 (i32.const 8)))))
                  (if (i32.eq (local.get $count) (i32.const 5)) (then (unreachable)))
                  (call $exit (i32.add (i32.mul (local.get $count) (i32.const 10)) (local.get $last))))
                (func (export "run") (result i32) (local $count i32)
                  (call $arguments (i32.const 0))
                  (local.set $count (i32.load offset=4 (i32.const 0)))
                  (if (i32.eq (local.get $count) (i32.const 1)) (then (return (i32.const 1))))
                  (call $finish (local.get $count) (i32.load offset=4 (i32.add (i32.load (i32.const 0))
                    (i32.mul (i32.sub (local.get $count) (i32.const 1)) (i32.const 8)))))
                  (i32.const 0)))
              (core instance $main (instantiate $main (with "" (instance
                (export "memory" (memory $memory "memory")) (export "arguments" (func $arguments))
                (export "variables" (func $variables)) (export "exit" (func $exit))))))
              (func $run (result (result)) (canon lift (core func $main "run")))
              (instance $cli (export "run" (func $run)))
              (export "wasi:cli/run@0.2.3" (instance $cli)))""";

    @TempDir
    Path folder;

    private String program() throws IOException {
        Path file = folder.resolve("program.wat");
        Files.writeString(file, PROGRAM);
        return file.toString();
    }

    @Test
    void argumentsVariablesAndExitCodes() throws IOException {
        assertThat(vespula("run", program())).as("an error is 1").isEqualTo(1);
        assertThat(vespula("run", program(), "--fuel", "--invoke")).as("what is behind belongs to the program").isEqualTo(38);
        assertThat(vespula("run", "--env", "A=1", "--env", "B=2", program(), "1", "2", "3")).isEqualTo(2);
        assertThat(err()).isEmpty();
    }

    @Test
    void trapsTellWhereTheyWere() throws IOException {
        assertThat(vespula("run", program(), "1", "2", "3", "4")).isEqualTo(Main.TRAP);
        assertThat(err()).contains("program.wat: trap: wasm `unreachable` instruction executed", "at main!finish (func 3)",
                "at main!run (func 4)");
    }

    @Test
    void limitsHold() throws IOException {
        assertThat(vespula("run", "--fuel", "3", program(), "1")).isEqualTo(Main.TRAP);
        assertThat(err()).contains("all fuel consumed");
        assertThat(vespula("run", "--fuel", "100000", program(), "1")).isEqualTo(21);
        assertThat(err()).contains("fuel consumed: ");
        assertThat(vespula("run", "--max-memory", "1K", program(), "1")).isNotZero();
    }

    @Test
    void whatIsForModulesIsRefused() throws IOException {
        assertThat(vespula("run", "--profile-out", folder.resolve("p").toString(), program())).isEqualTo(Main.USAGE_ERROR);
        assertThat(err()).contains("--profile-out is for programs that are modules");
        assertThat(vespula("run", "--tier", "both", program())).isEqualTo(Main.USAGE_ERROR);
    }
}
