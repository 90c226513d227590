package dev.vespula.wasi.internal.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Linux tells of a process's descriptors tells which of them it was started with. */
class StandardDescriptorsTest {
    @TempDir
    Path host;
    private Path process;
    private Path jdk;

    @BeforeEach
    void makeAProcess() throws IOException {
        process = Files.createDirectory(host.resolve("self"));
        jdk = Files.createDirectories(host.resolve("jdk/lib")).getParent();
        Files.createDirectory(process.resolve("fd"));
        Files.createDirectory(process.resolve("fdinfo"));
    }

    private boolean isInherited(Path target, String flags) throws IOException {
        Files.createSymbolicLink(process.resolve("fd/0"), target);
        Files.writeString(process.resolve("fdinfo/0"), "pos:\t0\nflags:\t" + flags + "\nmnt_id:\t25\n");
        return StandardDescriptors.isInherited(process, 0, jdk);
    }

    @Test
    void filesAndPipesOfTheUserAre() throws IOException {
        assertThat(isInherited(Path.of("pipe:[12345]"), "00")).isTrue();
    }

    @Test
    void filesOfTheJdkAreNot() throws IOException {
        assertThat(isInherited(jdk.toRealPath().resolve("lib/modules"), "0100000")).isFalse();
    }

    @Test
    void whatIsClosedWhenAProgramIsStartedIsNot() throws IOException {
        assertThat(isInherited(host.resolve("classes.jsa"), "02100000")).isFalse();
    }

    @Test
    void closedOnesAreNot() {
        assertThat(StandardDescriptors.isInherited(process, 1, jdk)).isFalse();
    }

    @Test
    void elsewhereNothingIsKnown() {
        assertThat(StandardDescriptors.isInherited(host.resolve("none"), 0, jdk)).isTrue();
    }
}
