package dev.vespula.internal.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.WasmFrame;
import org.junit.jupiter.api.Test;

class PrintableNameTest {

    @Test
    void lettersOfAllLanguagesStayAsTheyAre() {
        assertThat(PrintableName.of("a b~\\ é 漢字 ∀ \uD83D\uDE00")).isEqualTo("a b~\\ é 漢字 ∀ \uD83D\uDE00");
    }

    @Test
    void whatATerminalWouldObeyIsEscaped() {
        assertThat(PrintableName.of("\u001b[31m\u009b2J\r\n\t\u007f")).isEqualTo(
                "\\u{1b}[31m\\u{9b}2J\\u{d}\\u{a}\\u{9}\\u{7f}");
        assertThat(PrintableName.of("a\u202Eb\u2066c\u200Fd\u2028e\u2029f\u00A0g\uFEFF"))
                .isEqualTo("a\\u{202e}b\\u{2066}c\\u{200f}d\\u{2028}e\\u{2029}f\\u{a0}g\\u{feff}");
    }

    @Test
    void halvesOfCharactersAreEscaped() {
        assertThat(PrintableName.of("\uD83D")).isEqualTo("\\u{d83d}");
    }

    @Test
    void longNamesAreCutAndTellTheirLength() {
        assertThat(PrintableName.of("a".repeat(200))).isEqualTo("a".repeat(200));
        assertThat(PrintableName.of("a".repeat(1_000_000))).isEqualTo("a".repeat(200) + "... (1000000 characters)");
        assertThat(PrintableName.of("a".repeat(199) + "\uD83D\uDE00".repeat(9))).isEqualTo("a".repeat(199)
                + "... (217 characters)");
    }

    @Test
    void linesStayLines() {
        assertThat(PrintableName.lines("a\n\u001b[2J\r\nb")).isEqualTo("a\n\\u{1b}[2J\\u{d}\nb");
    }

    @Test
    void aFrameIsOneShortLine() {
        assertThat(new WasmFrame("m\n", "\u001b[31m" + "a".repeat(1_000_000), 3, 16).toString())
                .startsWith("m\\u{a}!\\u{1b}[31maaa").endsWith("... (1000005 characters) (func 3) +0x10").hasSizeLessThan(300);
    }
}
