package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.cli.SharedFolder.Notation;
import dev.vespula.wasi.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program gets of its environment: variables and folders. */
class EnvironmentTest extends CommandCase {
    /** Prints its environment, with zeros between the variables; works for a while first if it is called so. */
    private static final String ENVIRONMENT = """
            (module
              (import "wasi_snapshot_preview1" "environ_sizes_get" (func $sizes (param i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "environ_get" (func $get (param i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
              (memory (export "memory") 2)
              (func (export "_start") (local $n i32)
                (local.set $n (i32.const 1000))
                (loop $l (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (drop (call $sizes (i32.const 0) (i32.const 4)))
                (drop (call $get (i32.const 1024) (i32.const 65536)))
                (i32.store (i32.const 8) (i32.const 65536))
                (i32.store (i32.const 12) (i32.load (i32.const 4)))
                (drop (call $write (i32.const 1) (i32.const 8) (i32.const 1) (i32.const 16)))))
            """;
    /** Exits with the error number of making the folder "new" in its first folder. */
    private static final String MAKER = """
            (module
              (import "wasi_snapshot_preview1" "path_create_directory" (func $make (param i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
              (memory (export "memory") 1)
              (data (i32.const 0) "new")
              (func (export "_start") (call $exit (call $make (i32.const 3) (i32.const 0) (i32.const 3)))))
            """;
    private static final int READ_ONLY = 69;

    @TempDir
    Path folder;

    private final FakeSurroundings around = new FakeSurroundings();
    private String program;

    @BeforeEach
    void write() throws IOException {
        program = Files.writeString(folder.resolve("environment.wat"), ENVIRONMENT).toString();
        around.isTerminal = false;
        around.variables.put("HOME", "/home/me");
        around.variables.put("=C:", "C:\\");
        surroundings = around;
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("settings.env"), content).toString();
    }

    private String variables() {
        return out().replace('\0', ' ').strip();
    }

    @Test
    void aProgramSeesNoVariableThatIsNotGiven() {
        assertThat(vespula("run", program)).isZero();
        assertThat(out()).isEmpty();
        assertThat(vespula("run", "--inherit-env", program)).isZero();
        assertThat(variables()).isEqualTo("HOME=/home/me");
    }

    @Test
    void singleVariablesCountMoreThanFilesAndThoseMoreThanInheritedOnes() throws IOException {
        String file = file("# a comment\n\nA=from file=\r\n B =\"x\"\nHOME=/file\n");
        assertThat(vespula("run", "--env", "A=single", "--env-file", file, "--inherit-env", program)).as(err()).isZero();
        assertThat(variables()).contains("A=single", " B =\"x\"", "HOME=/file").doesNotContain("comment", "from", "me");
        assertThat(vespulaWithInput("X=1\nX=2", "run", "--env-file", "-", program)).isZero();
        assertThat(variables()).isEqualTo("X=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "=x", "A=1\nnonsense", "A=\0"})
    void aFileOfAnotherFormIsRefused(String content) throws IOException {
        String file = file(content);
        assertThat(vespula("run", "--env-file", file, program)).isEqualTo(1);
        assertThat(err()).startsWith("vespula: " + file + ":" + content.lines().count() + ": a line is NAME=VALUE, not '")
                .hasLineCount(1);
        Files.write(Path.of(file), new byte[] {'A', '=', (byte) 0xff});
        assertThat(vespula("run", "--env-file", file, program)).isEqualTo(1);
        assertThat(err()).contains("it is not UTF-8");
        assertThat(vespula("run", "--env-file", folder.resolve("none").toString(), program)).isEqualTo(1);
    }

    @Test
    void aSavedProgramKeepsItsEnvironment() throws IOException {
        String snap = folder.resolve("p.snap").toString();
        assertThat(vespula("run", "--fuel", "100", "--snapshot-on-out-of-fuel", snap, "--inherit-env", "--env-file", file(
                "A=1"),
                program)).as(err()).isEqualTo(Main.PAUSED);
        around.variables.clear();
        Files.delete(folder.resolve("settings.env"));
        assertThat(vespula("resume", snap, "--fuel", "1000000")).as(err()).isZero();
        assertThat(variables()).isEqualTo("HOME=/home/me A=1");
    }

    @Test
    void aFolderCanBeSharedForReadingOnly() throws IOException {
        String maker = Files.writeString(folder.resolve("maker.wat"), MAKER).toString();
        Path data = Files.createDirectory(folder.resolve("data"));
        assertThat(vespula("run", "--dir", data + "::/:ro", maker)).isEqualTo(READ_ONLY);
        assertThat(vespula("run", "--dir", data + ":ro", maker)).isEqualTo(READ_ONLY);
        assertThat(data.resolve("new")).doesNotExist();
        assertThat(vespula("run", "--dir", data + "::/", maker)).isZero();
        assertThat(data.resolve("new")).isDirectory();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PLAIN  | data             | data       | data      | READ_WRITE",
        "PLAIN  | data:ro          | data       | data      | READ_ONLY",
        "PLAIN  | data::/x:ro      | data       | /x        | READ_ONLY",
        "PLAIN  | d:ro             | d          | d         | READ_ONLY",
        "PLAIN  | x:ro::x          | x:ro       | x         | READ_WRITE",
        "PLAIN  | a:b              | a:b        | a:b       | READ_WRITE",
        "DRIVES | C:\\data         | C:\\data   | C:\\data  | READ_WRITE",
        "DRIVES | C:\\data::/d:ro  | C:\\data   | /d        | READ_ONLY",
        "DRIVES | C:::/            | C:         | /         | READ_WRITE",
        "DRIVES | C:\\:ro          | C:\\       | C:\\      | READ_ONLY",
        "DRIVES | D:ro             | D:ro       | D:ro      | READ_WRITE",
        "DRIVES | D:ro:ro          | D:ro       | D:ro      | READ_ONLY",
    })
    void foldersAreReadAsTheHostWritesThem(Notation notation, String value, String host, String guest, Access access) {
        assertThat(SharedFolder.of(value, notation)).isEqualTo(new SharedFolder(host, guest, access));
    }

    @ParameterizedTest
    @ValueSource(strings = {"::x", "x::", "::", ":ro", "x:::ro", "a\0"})
    void foldersOfAnotherFormAreRefused(String value) {
        assertThatThrownBy(() -> SharedFolder.of(value, Notation.PLAIN)).isInstanceOf(UsageException.class);
    }
}
