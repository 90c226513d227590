package dev.vespula.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Assumptions;

/** The conformance sets and programs that lie beside the repository; tests that need them are skipped without them. */
public final class SharedFiles {
    private SharedFiles() {}

    /** A file or folder below the shared folder. */
    public static Path path(String relative) {
        Path path = Path.of(System.getProperty("vespula.shared", "../../shared")).resolve(relative);
        Assumptions.assumeTrue(Files.exists(path), () -> "there is no " + path);
        return path;
    }

    /** All files of a zip archive by their path in it. */
    public static Map<String, byte[]> unzip(String relative) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(path(relative)); ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        return files;
    }
}
