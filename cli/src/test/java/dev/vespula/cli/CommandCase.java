package dev.vespula.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs command lines in this process and keeps what they print. */
abstract class CommandCase {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    /** What is around the command lines. */
    Surroundings surroundings = Surroundings.NONE;

    /** Runs a command line without input; gives the exit code. */
    final int vespula(String... line) {
        return vespulaWithInput("", line);
    }

    /** Runs a command line; gives the exit code. */
    final int vespulaWithInput(String input, String... line) {
        return vespulaWithInput(input.getBytes(StandardCharsets.UTF_8), line);
    }

    /** Runs a command line; gives the exit code. */
    final int vespulaWithInput(byte[] input, String... line) {
        out.reset();
        err.reset();
        return Main.execute(line, new Console(new ByteArrayInputStream(input), new PrintStream(out, true,
                StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), surroundings));
    }

    /** What the last one printed. */
    final String out() {
        return text(out);
    }

    /** The same, as bytes. */
    final byte[] outBytes() {
        return out.toByteArray();
    }

    /** Its errors. */
    final String err() {
        return text(err);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
