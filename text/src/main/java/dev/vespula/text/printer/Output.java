package dev.vespula.text.printer;

import dev.vespula.LimitException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The text being written, with its indentation; it goes on to where it belongs piece by piece. */
final class Output {
    private static final String UNIT = "  ";
    /** Deeper lines stay at this depth: compilers nest blocks by the thousand, and the text would be mostly blanks. */
    private static final int DEEPEST = 32;
    private static final int PIECE = 1 << 16;
    /**
     * A text may have so many characters for each byte of the binary, and {@link #MOST_MORE} besides. Code has 10 to 20, at
     * most 84. But three bytes declare 50,000 locals, and each takes four characters.
     */
    private static final int MOST_PER_BYTE = 96;
    private static final int MOST_MORE = 1 << 24;

    private final StringBuilder text = new StringBuilder(2 * PIECE);
    private final Appendable target;
    private final long most;
    private long passed;
    private int depth;

    /**
     * @param target where the text goes
     * @param bytes how large the binary is
     */
    Output(Appendable target, int bytes) {
        this.target = target;
        this.most = MOST_MORE + (long) MOST_PER_BYTE * bytes;
    }

    /** Begins a new line at the present depth. */
    Output line() {
        pass();
        text.append('\n');
        for (int i = Math.min(depth, DEEPEST); i > 0; i--) {
            text.append(UNIT);
        }
        return this;
    }

    Output add(String piece) {
        text.append(piece);
        pass();
        return this;
    }

    Output add(long number) {
        text.append(number);
        return this;
    }

    /** Adds bytes as a string. */
    Output bytes(byte[] bytes, int from, int to) {
        text.append('"');
        for (int at = from; at < to;) {
            int end = Math.min(to, at + PIECE);
            Quoted.bytes(text, bytes, at, end);
            pass();
            at = end;
        }
        text.append('"');
        return this;
    }

    void indent() {
        depth++;
    }

    void outdent() {
        depth--;
    }

    /** Nothing more comes. */
    void finish() {
        flush();
    }

    private void pass() {
        if (text.length() >= PIECE) {
            flush();
        }
    }

    private void flush() {
        passed += text.length();
        if (passed > most) {
            throw new LimitException("the text exceeds the limit of " + most + " characters for a module of this size", -1);
        }
        try {
            target.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        text.setLength(0);
    }
}
