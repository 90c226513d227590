package dev.vespula.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Files of the shared suites and programs, which are not part of the repository. */
public final class SharedFolder {
    private static final Set<String> FETCHED = Set.of("conformance", "conformance/spec");

    private SharedFolder() {}

    /** All files with an extension below a shared folder. */
    public static List<Path> files(String folder, String extension) throws IOException {
        try (Stream<Path> files = Files.walk(path(folder))) {
            return files.filter(file -> file.toString().endsWith(extension)).sorted().toList();
        }
    }

    /**
     * A file or folder below the one that the system property {@code vespula.shared} names. Where it is not there the calling
     * test is skipped; or fails, if it is of what {@code scripts/fetch-conformance} brings and {@code vespula.conformance} is
     * {@code required}.
     */
    private static Path path(String name) {
        Path path = Path.of(System.getProperty("vespula.shared", "../../shared")).resolve(name).normalize();
        if (!Files.exists(path)) {
            if (FETCHED.contains(name) && "required".equals(System.getProperty("vespula.conformance"))) {
                throw new AssertionError("there is no " + path + "; scripts/fetch-conformance brings it");
            }
            Assumptions.abort("there is no " + path);
        }
        return path;
    }
}
