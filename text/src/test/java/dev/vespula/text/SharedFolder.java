package dev.vespula.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Files of the shared suites and programs, which are not part of the repository. */
final class SharedFolder {

    private SharedFolder() {
    }

    /** All files with an extension below a shared folder; the calling test is skipped where the folder is not there. */
    static List<Path> files(String folder, String extension) throws IOException {
        Path path = Path.of(System.getProperty("vespula.shared", "../../shared")).resolve(folder).normalize();
        if (!Files.isDirectory(path)) {
            System.out.println("skipped: " + path + " is not there (-Dvespula.shared=FOLDER)");
        }
        Assumptions.assumeTrue(Files.isDirectory(path), "no shared folder " + folder);
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(file -> file.toString().endsWith(extension)).sorted().toList();
        }
    }
}
