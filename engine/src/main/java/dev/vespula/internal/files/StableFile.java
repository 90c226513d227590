package dev.vespula.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file that builds write again and again. */
public final class StableFile {
    private StableFile() {}

    /** Writes it, with its folder, unless it has the content already: builds tell by times what has changed. Gives the file. */
    public static Path write(Path file, byte[] content) throws IOException {
        if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        }
        return file;
    }
}
