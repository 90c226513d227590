package dev.vespula.bindings;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The folder with the shared suites, which is not part of the repository. */
final class SharedFolder {
    private SharedFolder() {}

    /**
     * A folder below the one that the system property {@code vespula.shared} names. Where it is not there the calling test is
     * skipped; or fails, if {@code vespula.conformance} is {@code required}.
     */
    static Path path(String name) {
        Path path = Path.of(System.getProperty("vespula.shared", "../../shared")).resolve(name).normalize();
        if (!Files.exists(path)) {
            if ("required".equals(System.getProperty("vespula.conformance"))) {
                throw new AssertionError("there is no " + path + "; scripts/fetch-conformance brings it");
            }
            System.out.println("skipped: tests that need what is shared, for there is no " + path);
            Assumptions.abort("there is no " + path);
        }
        return path;
    }
}
