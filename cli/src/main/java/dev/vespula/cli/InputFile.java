package dev.vespula.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads what a command is given, from a file or from standard input. */
final class InputFile {
    /** The name that stands for standard input. */
    static final String STANDARD_INPUT = "-";

    private InputFile() {}

    /**
     * The file's bytes.
     *
     * @throws CommandException if it cannot be read
     */
    static byte[] bytes(Console console, String file) {
        try {
            if (file.equals(STANDARD_INPUT)) {
                return console.in().readAllBytes();
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
}
