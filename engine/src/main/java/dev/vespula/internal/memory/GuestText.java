package dev.vespula.internal.memory;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text as C has it. */
public final class GuestText {
    private GuestText() {}

    /**
     * Text as UTF-8 with a zero byte at its end.
     *
     * @throws IllegalArgumentException if there is one before
     */
    public static byte[] ended(String text) {
        int zero = text.indexOf('\0');
        if (zero >= 0) {
            throw new IllegalArgumentException("the text has a zero at index " + zero + ", where it would end");
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(bytes, bytes.length + 1);
    }
}
