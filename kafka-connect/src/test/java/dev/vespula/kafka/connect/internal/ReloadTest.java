package dev.vespula.kafka.connect.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.text.Wat;
import dev.vespula.udf.FlatType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module's file that changes while records come. */
class ReloadTest {
    @TempDir
    Path folder;

    private long now;
    private int writes;

    private static byte[] module(char letter) {
        return Wat.parse("""
                (module (memory (export "memory") 1) (data (i32.const 8) "%s")
                  (func (export "alloc") (param i32) (result i32) (i32.const 1024))
                  (func (export "mark") (param i32 i32) (result i64) (i64.const 0x800000001)))""".formatted(letter));
    }

    private void write(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("mark.wasm"), bytes);
        // Files that are written within a tick of the clock would be the same.
        Files.setLastModifiedTime(file, FileTime.from(1_000 + writes++, TimeUnit.SECONDS));
    }

    private RecordFunction function(int seconds) {
        Settings settings = Settings.of(Settings.ofTransformation(), Map.of("module", folder.resolve("mark.wasm").toString(),
                "function",
                "mark", "reload.seconds", String.valueOf(seconds)));
        return new RecordFunction(settings, "(binary) -> binary", FlatType.Storage.BYTES, () -> now);
    }

    private String mark(RecordFunction function) {
        return new String(function.call().callBytes(new byte[0], 0, 0), StandardCharsets.UTF_8);
    }

    private void wait(int seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void aNewModuleIsUsedWhenItHasNotChangedBetweenTwoLooks() throws IOException {
        write(module('a'));
        try (RecordFunction function = function(5)) {
            assertThat(mark(function)).isEqualTo("a");
            write(module('b'));
            assertThat(mark(function)).isEqualTo("a");
            wait(5);
            assertThat(mark(function)).isEqualTo("a");
            wait(4);
            assertThat(mark(function)).isEqualTo("a");
            wait(1);
            assertThat(mark(function)).isEqualTo("b");
            wait(100);
            assertThat(mark(function)).isEqualTo("b");
        }
    }

    @Test
    void theOldModuleStaysUntilTheNewOneIsValid() throws IOException {
        byte[] next = module('b');
        write(module('a'));
        try (RecordFunction function = function(1)) {
            for (byte[] half : new byte[][] {{}, Arrays.copyOf(next, 8), Arrays.copyOf(next, next.length / 2), Wat.parse(
                    "(module)")}) {
                write(half);
                for (int i = 0; i < 3; i++) {
                    wait(1);
                    assertThat(mark(function)).isEqualTo("a");
                }
            }
            Files.delete(folder.resolve("mark.wasm"));
            wait(1);
            assertThat(mark(function)).isEqualTo("a");
            write(next);
            wait(1);
            assertThat(mark(function)).isEqualTo("a");
            wait(1);
            assertThat(mark(function)).isEqualTo("b");
        }
    }

    @Test
    void withoutAPeriodItIsNeverLookedAt() throws IOException {
        write(module('a'));
        try (RecordFunction function = function(0)) {
            write(module('b'));
            wait(1_000);
            assertThat(mark(function)).isEqualTo("a");
            wait(1_000);
            assertThat(mark(function)).isEqualTo("a");
        }
    }
}
