package dev.vespula.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder that {@code scripts/release} has filled: the system property {@code vespula.release}. */
final class Release {
    static final Path FOLDER = Path.of(System.getProperty("vespula.release"));
    static final Path REPOSITORY = FOLDER.resolve("repository");
    private static final Path GROUP = REPOSITORY.resolve("dev/vespula");
    static final String VERSION = version();

    private Release() {}

    private static String version() {
        try (Stream<Path> versions = Files.list(GROUP.resolve("vespula-bom"))) {
            return versions.map(folder -> folder.getFileName().toString()).toList().get(0);
        } catch (IOException e) {
            throw new AssertionError("scripts/release has not been run, or has failed", e);
        }
    }

    /** What is published beside the BOM: what the BOM lists. */
    static List<String> artifacts() {
        List<String> artifacts = Pom.of("vespula-bom").managed().stream().map(Pom.Dependency::artifact).sorted().toList();
        assertThat(artifacts).contains("vespula", "vespula-cli");
        return artifacts;
    }

    /** Those that programs use. What Maven and Gradle load is not. */
    static List<String> libraries() {
        return artifacts().stream().filter(name -> !name.endsWith("-plugin")).toList();
    }

    /** Libraries that are modules: what data engines load from class paths is not. */
    static List<String> modules() {
        return libraries().stream().filter(name -> !name.matches("vespula-(spark|flink|kafka-.*)")).toList();
    }

    /** A file of an artifact, by what follows the version in its name. */
    static Path file(String artifact, String ending) {
        return GROUP.resolve(artifact).resolve(VERSION).resolve(artifact + "-" + VERSION + ending);
    }

    static Path jar(String artifact) {
        return file(artifact, ".jar");
    }

    /** All files in the repository, by their path in it. */
    static Map<String, Path> published() throws IOException {
        Map<String, Path> published = new TreeMap<>();
        try (Stream<Path> files = Files.walk(REPOSITORY)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> published.put(REPOSITORY.relativize(file).toString().replace('\\', '/'), file));
        }
        return published;
    }
}
