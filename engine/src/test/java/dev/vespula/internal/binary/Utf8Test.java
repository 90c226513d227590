package dev.vespula.internal.binary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    private static boolean isValid(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return Utf8.isValid(bytes, 0, bytes.length);
    }

    @Test
    void everyCodePointButSurrogatesIsValid() {
        for (int code = 0; code <= Character.MAX_CODE_POINT; code++) {
            if (code < Character.MIN_SURROGATE || code > Character.MAX_SURROGATE) {
                byte[] bytes = Character.toString(code).getBytes(StandardCharsets.UTF_8);
                assertThat(Utf8.isValid(bytes, 0, bytes.length)).as("U+%x", code).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "80", "bf", "c0", "c080", "c1bf", "c2", "c27f", "c2c0", "e0", "e080", "e09f80", "e0a0", "e0a07f", "eda080",
        "edbfbf", "ed9f", "efbf", "f0", "f08fbfbf", "f0908080c2", "f48fbf", "f4908080", "f5808080", "f8", "fe", "ff"
    })
    void brokenOverlongOrTooLargeIsNot(String hex) {
        assertThat(isValid(hex)).isFalse();
    }

    @Test
    void onlyTheRangeCounts() {
        byte[] bytes = {(byte) 0x80, 'a', (byte) 0x80};
        assertThat(Utf8.isValid(bytes, 1, 2)).isTrue();
        assertThat(Utf8.isValid(bytes, 1, 3)).isFalse();
    }
}
