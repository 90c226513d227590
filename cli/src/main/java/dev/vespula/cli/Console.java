package dev.vespula.cli;

import dev.vespula.internal.names.PrintableName;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The standard streams a command works with, and files, for which they can stand; tests pass their own. */
record Console(InputStream in, PrintStream out, PrintStream err) {
    /** The name of a file that stands for standard input or output. */
    static final String STANDARD_STREAM = "-";

    /** Writes one line to standard error, marked as coming from this program. */
    void error(String message) {
        // Names of files, and whatever else may be in a message, cannot drive the terminal.
        err.println("vespula: " + PrintableName.lines(message));
    }

    /** Whether all that was written has arrived. If not, that is told; print streams keep it to themselves. */
    boolean isComplete() {
        if (!out.checkError()) {
            return true;
        }
        String reason = out instanceof StandardOutput standard ? standard.failure() : null;
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
                return in.readAllBytes();
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

    /** The exception that says why a file cannot be read. */
    static CommandException unreadable(String file, Throwable e) {
        String reason = e.getMessage();
        if (e instanceof NoSuchFileException || e instanceof InvalidPathException) {
            reason = "no such file";
        } else if (e instanceof AccessDeniedException) {
            reason = "permission denied";
        } else if (e instanceof OutOfMemoryError) {
            reason = "it is too large";
        }
        return new CommandException("cannot read " + file + ": " + reason, e);
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
            throw new CommandException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
