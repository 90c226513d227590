package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeCommandTest {
    private static final String FIB = """
            (module (func $f (export "fib") (param i32) (result i32)
              (if (result i32) (i32.lt_u (local.get 0) (i32.const 2)) (then (local.get 0))
                (else (i32.add (call $f (i32.sub (local.get 0) (i32.const 1)))
                  (call $f (i32.sub (local.get 0) (i32.const 2))))))))
            """;
    /** Prints eight bytes of random numbers and the time, between loops that use up fuel. */
    private static final String NOISE = """
            (module
              (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "clock_time_get" (func $time (param i32 i64 i32) (result i32)))
              (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
              (memory (export "memory") 1)
              (data (i32.const 0) "\\10\\00\\00\\00\\10\\00\\00\\00")
              (func $print (param $n i32)
                (loop $l (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (drop (call $random (i32.const 16) (i32.const 8)))
                (drop (call $time (i32.const 0) (i64.const 0) (i32.const 24)))
                (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))
              (func (export "_start") (local $n i32)
                (local.set $n (i32.const 10))
                (loop $l (call $print (i32.const 1000))
                  (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))))
            """;

    @TempDir
    private Path folder;
    private String saved;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void nameTheFile() {
        saved = folder.resolve("program.snap").toString();
    }

    private int vespula(String... args) {
        Console console = new Console(new ByteArrayInputStream(new byte[0]), new PrintStream(out, true),
                new PrintStream(err, true));
        return Main.execute(args, console);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void fuelIsTold() throws IOException {
        assertThat(vespula("run", "--fuel", "1000000", "--invoke", "fib", file("fib.wat", FIB), "15")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("610" + System.lineSeparator());
        assertThat(errors()).isEqualTo("fuel consumed: 21895, fuel remaining: 978105" + System.lineSeparator());
    }

    @Test
    void withoutASnapshotTheEndOfFuelIsATrap() throws IOException {
        assertThat(vespula("run", "--fuel", "1000", "--invoke", "fib", file("fib.wat", FIB), "15")).isEqualTo(Main.TRAP);
        assertThat(errors()).contains("all fuel consumed by WebAssembly").doesNotContain("fuel consumed:");
    }

    @Test
    void aProgramIsContinuedUntilItEnds() throws IOException {
        int code = vespula("run", "--fuel", "5000", "--snapshot-on-out-of-fuel", saved, "--invoke", "fib",
                file("fib.wat", FIB), "15");
        int rounds = 0;
        while (code == Main.PAUSED) {
            Files.deleteIfExists(folder.resolve("fib.wat"));
            code = vespula("resume", saved);
            rounds++;
        }
        assertThat(code).isZero();
        assertThat(rounds).isEqualTo(4);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("610" + System.lineSeparator());
        assertThat(errors()).endsWith("fuel consumed: 21895, fuel remaining: 3105" + System.lineSeparator());
    }

    @Test
    void deterministicProgramsAreTheSameWhetherStoppedOrNot() throws IOException {
        String noise = file("noise.wat", NOISE);
        assertThat(vespula("run", "--deterministic", noise)).isZero();
        byte[] whole = out.toByteArray();
        assertThat(whole).hasSize(160);
        out.reset();
        int code = vespula("run", "--deterministic", "--fuel", "9000", "--snapshot-on-out-of-fuel", saved, noise);
        int rounds = 0;
        while (code == Main.PAUSED) {
            code = vespula("resume", "--fuel", "7001", saved);
            rounds++;
        }
        assertThat(code).isZero();
        assertThat(rounds).isGreaterThan(3);
        assertThat(out.toByteArray()).isEqualTo(whole);
    }

    @Test
    void deterministicProgramsSeeNoTimesAndNumbersOfTheHost() throws IOException {
        String stat = file("stat.wat", """
            (module
              (import "wasi_snapshot_preview1" "path_filestat_get" (func $stat (param i32 i32 i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
              (memory (export "memory") 1)
              (data (i32.const 0) "f")
              (func (export "_start")
                (drop (call $stat (i32.const 3) (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 1024)))
                (i32.store (i32.const 8) (i32.const 1024)) (i32.store (i32.const 12) (i32.const 64))
                (drop (call $write (i32.const 1) (i32.const 8) (i32.const 1) (i32.const 16)))))
            """);
        Path data = Files.createDirectory(folder.resolve("data"));
        Path file = Files.writeString(data.resolve("f"), "x");
        assertThat(vespula("run", "--deterministic", "--dir", data + "::/", stat)).isZero();
        byte[] first = out.toByteArray();
        assertThat(first).hasSize(64);
        out.reset();
        Files.move(file, data.resolve("old"));
        Files.setLastModifiedTime(Files.writeString(file, "y"), FileTime.fromMillis(1));
        assertThat(vespula("run", "--deterministic", "--dir", data + "::/", stat)).isZero();
        assertThat(out.toByteArray()).isEqualTo(first);
    }

    @Test
    void whatIsNoSnapshotIsSaidSo() throws IOException {
        assertThat(vespula("resume", file("fib.wat", FIB))).isEqualTo(Main.ERROR);
        assertThat(errors()).contains("this is not a snapshot");
        assertThat(vespula("resume", folder.resolve("absent").toString())).isEqualTo(Main.ERROR);
        assertThat(errors()).contains("no such file");
        assertThat(vespula("run", "--snapshot-on-out-of-fuel", saved, file("fib.wat", FIB))).isEqualTo(Main.USAGE_ERROR);
    }
}
