package dev.vespula.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder with the shared suites, which is not part of the repository. */
final class SharedFolder {
    private SharedFolder() {
    }

    /** A folder below the one that the system property {@code vespula.shared} names, if it is there. */
    static Optional<Path> folder(String name) {
        Path folder = Path.of(System.getProperty("vespula.shared", "../../shared")).resolve(name).normalize();
        return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
    }
}
