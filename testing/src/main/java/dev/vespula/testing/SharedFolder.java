package dev.vespula.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The folder with the shared suites and programs, which is not part of the repository. */
public final class SharedFolder {
    /** What {@code scripts/fetch-conformance} brings. */
    private static final Set<String> FETCHED = Set.of("conformance", "conformance/spec");
    private static final AtomicBoolean IS_SAID = new AtomicBoolean();

    private SharedFolder() {}

    /**
     * A file or folder below the one that the system property {@code vespula.shared} names. Where it is not there the
     * calling test is skipped; or fails, if it is of what {@code scripts/fetch-conformance} brings and
     * {@code vespula.conformance} is {@code required}.
     */
    public static Path path(String name) {
        Path path = Path.of(System.getProperty("vespula.shared", "../../shared")).resolve(name).normalize();
        if (!Files.exists(path)) {
            if (FETCHED.contains(name) && "required".equals(System.getProperty("vespula.conformance"))) {
                throw new AssertionError("there is no " + path + "; scripts/fetch-conformance brings it");
            }
            if (!IS_SAID.getAndSet(true)) {
                System.out.println("skipped: tests that need what is shared, for there is no " + path
                        + " (-Dvespula.shared=FOLDER)");
            }
            Assumptions.abort("there is no " + path);
        }
        return path;
    }

    /** All files with an ending below a shared folder, in order. */
    public static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(path(folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }
}
