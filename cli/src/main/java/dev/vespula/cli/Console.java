package dev.vespula.cli;

import dev.vespula.cli.Surroundings.Shown;
import dev.vespula.internal.names.PrintableName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The standard streams a command works with, and files, for which they can stand; tests pass their own. */
final class Console {
    /** The name of a file that stands for standard input or output. */
    static final String STANDARD_STREAM = "-";
    private static final String BROKEN_PIPE = "Broken pipe";
    /** A line of an error that is longer is cut in the middle: a word of the command line, or a file, may have any length. */
    private static final int LONGEST_LINE = 1_500;
    private static final int HEAD = 1_000;
    private static final int TAIL = 200;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Surroundings surroundings;
    private ColorChoice colors = ColorChoice.AUTO;
    private boolean isInputTaken;

    /** Streams that are no terminals, with nothing around them. */
    Console(InputStream in, PrintStream out, PrintStream err) {
        this(in, out, err, Surroundings.NONE);
    }

    Console(InputStream in, PrintStream out, PrintStream err, Surroundings surroundings) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.surroundings = surroundings;
    }

    InputStream in() {
        return in;
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** Sets when colours are used, for all that comes. */
    void use(ColorChoice choice) {
        colors = choice;
    }

    /** What is written to a stream is painted with this. */
    Paint paint(Shown stream) {
        return colors.paint(surroundings, stream);
    }

    /** Standard output for long texts, which is to be flushed at the end. */
    PrintStream buffered() {
        return new PrintStream(new BufferedOutputStream(out, 1 << 16), false, StandardCharsets.UTF_8);
    }

    /** Writes one line to standard error, marked as coming from this program. */
    void error(String message) {
        errorOf("vespula", message);
    }

    /** Writes one line to standard error, marked as coming from a command. */
    void errorOf(String who, String message) {
        // Names of files, and whatever else may be in a message, cannot drive the terminal.
        err.println(paint(Shown.ERR).error(who + ":") + " " + shortened(PrintableName.lines(message)));
    }

    private static String shortened(String message) {
        if (message.length() <= LONGEST_LINE) {
            return message;
        }
        return message.lines().map(line -> line.length() <= LONGEST_LINE ? line
                : line.substring(0, HEAD) + " ... " + line.substring(line.length() - TAIL)).collect(Collectors.joining("\n"));
    }

    /** Whether all that was written has arrived. If not, that is told; print streams keep it to themselves. */
    boolean isComplete() {
        if (!out.checkError()) {
            return true;
        }
        String reason = out instanceof StandardOutput standard ? standard.failure() : null;
        if (BROKEN_PIPE.equals(reason)) {
            // Whoever reads, such as `head`, has seen enough.
            return false;
        }
        error("cannot write to standard output" + (reason == null ? "" : ": " + reason));
        return false;
    }

    /**
     * The bytes of a file.
     *
     * @throws CommandException if it cannot be read
     */
    byte[] read(String file) {
        try {
            if (file.equals(STANDARD_STREAM)) {
                return input().readAllBytes();
            }
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw new CommandException("cannot read " + file + ": it is a folder");
            }
            return Files.readAllBytes(path);
        } catch (IOException | InvalidPathException | OutOfMemoryError e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Standard input, for who reads it in place of a file.
     *
     * @throws CommandException if it was read before
     */
    InputStream input() {
        if (isInputTaken) {
            throw new CommandException("cannot read " + STANDARD_STREAM + ": standard input stands for one file only");
        }
        isInputTaken = true;
        return in;
    }

    /** The exception that says why a file cannot be read. */
    static CommandException unreadable(String file, Throwable e) {
        return new CommandException("cannot read " + file + ": " + reason(e, "no such file"), e);
    }

    /** The exception that says why a file cannot be written. */
    static CommandException unwritable(String file, Throwable e) {
        return new CommandException("cannot write " + file + ": " + reason(e, "no such folder"), e);
    }

    /** Why; the messages of some exceptions are no more than the name of the file. */
    private static String reason(Throwable e, String missing) {
        if (e instanceof NoSuchFileException || e instanceof InvalidPathException) {
            return missing;
        } else if (e instanceof AccessDeniedException) {
            return "permission denied";
        } else if (e instanceof OutOfMemoryError) {
            return "it is too large";
        }
        return e.getMessage();
    }

    /**
     * Writes the whole file.
     *
     * @throws CommandException if that fails
     */
    void write(String file, byte[] content) {
        if (file.equals(STANDARD_STREAM)) {
            out.write(content, 0, content.length);
            out.flush();
            return;
        }
        try {
            Files.write(Path.of(file), content);
        } catch (IOException | InvalidPathException e) {
            throw unwritable(file, e);
        }
    }

    /**
     * Writes a binary, to a file or standard output, but not to a terminal.
     *
     * @param output the option that has its name; standard output without it
     */
    void writeBinary(Option output, byte[] content) {
        if (!output.isGiven() && surroundings.isTerminal(Shown.OUT)) {
            throw new UsageException("standard output is a terminal, and this a binary: say with " + output.name()
                    + " where it belongs");
        }
        write(output.isGiven() ? output.value() : STANDARD_STREAM, content);
    }
}
