package dev.vespula.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A source file that a build step writes. */
final class GeneratedFile {
    private GeneratedFile() {}

    /** Leaves an unchanged file alone, so that the compiler does not build it again. */
    static void write(Path file, String source) throws IOException {
        if (Files.exists(file) && Files.readString(file).equals(source)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
    }
}
