package dev.vespula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.spi.TextFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine alone: the artifact that reads text is not there. */
class TextModulesTest {
    @TempDir
    Path folder;

    @Test
    void textWithoutTheTextArtifactIsAClearError() throws IOException {
        Engine engine = Engine.create();
        Path file = Files.writeString(folder.resolve("empty.wat"), "");
        String advice = "is in the text format, which needs the artifact dev.vespula:vespula-text";
        assertThatThrownBy(() -> Module.of(engine, bytes("(module)")))
                .isInstanceOf(MalformedException.class).hasMessage("module " + advice);
        assertThatThrownBy(() -> Module.of(engine, file))
                .isInstanceOf(MalformedException.class).hasMessage(file + " " + advice);
        assertThatThrownBy(() -> Module.validate(engine, bytes(" \n;; text")))
                .isInstanceOf(MalformedException.class).hasMessage("module " + advice);
    }

    @Test
    void textIsToldFromBinariesByItsBeginning() {
        assertThat(TextFormat.isText(bytes("(module)"))).isTrue();
        assertThat(TextFormat.isText(bytes("\t\r\n ;;"))).isTrue();
        assertThat(TextFormat.isText(bytes("(;"))).isTrue();
        assertThat(TextFormat.isText(bytes(""))).isFalse();
        assertThat(TextFormat.isText(bytes("  "))).isFalse();
        assertThat(TextFormat.isText(bytes(";x"))).isFalse();
        assertThat(TextFormat.isText(bytes("\0asm\1\0\0\0"))).isFalse();
        assertThat(TextFormat.isText(bytes("module"))).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
