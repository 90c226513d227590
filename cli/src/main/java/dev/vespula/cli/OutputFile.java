package dev.vespula.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Writes what a command makes, to a file or to standard output. */
final class OutputFile {
    /** The name that stands for standard output. */
    static final String STANDARD_OUTPUT = "-";

    private OutputFile() {}

    /**
     * Writes the whole file.
     *
     * @throws CommandException if that fails
     */
    static void write(Console console, String file, byte[] content) {
        if (file.equals(STANDARD_OUTPUT)) {
            PrintStream out = console.out();
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
