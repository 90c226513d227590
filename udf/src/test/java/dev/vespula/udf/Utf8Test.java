package dev.vespula.udf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.udf.internal.memory.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
    /** All sequences of two bytes, and many of more: as the JDK's decoder has it. */
    @Test
    void isWhatTheDecoderTakes() {
        for (int i = 0; i < 1 << 16; i++) {
            check(new byte[] {(byte) (i >> 8), (byte) i});
        }
        Random random = new Random(5);
        int valid = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            for (int k = 0; k < bytes.length; k++) {
                int kind = random.nextInt(4);
                bytes[k] = (byte) (kind == 0 ? random.nextInt(256) : kind == 1 ? 0x80 | random.nextInt(64) : kind == 2 ? 0xe0
                        | random
                                .nextInt(24) : random.nextInt(128));
            }
            valid += check(bytes) ? 1 : 0;
        }
        assertThat(valid).isBetween(5_000, 195_000);
        String text = "ascii, ü, €, 😀, ".repeat(20);
        check(text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean check(byte[] bytes) {
        boolean isValid = isDecoded(bytes);
        byte[] amid = new byte[bytes.length + 6];
        System.arraycopy(bytes, 0, amid, 3, bytes.length);
        amid[2] = -1;
        amid[bytes.length + 3] = -1;
        assertThat(Utf8.isValid(amid, 3, bytes.length)).as("%s", java.util.Arrays.toString(bytes)).isEqualTo(isValid);
        return isValid;
    }

    private static boolean isDecoded(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
