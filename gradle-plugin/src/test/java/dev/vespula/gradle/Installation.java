package dev.vespula.gradle;

import dev.vespula.gradle.installation.AssembledGradle;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Gradle to run whole builds with. */
final class Installation {
    private Installation() {}

    /** The folder of the installation that is named, or else of one that is put together; null if that does not run here. */
    static Path home() throws IOException {
        String named = System.getProperty("vespula.gradle", "");
        named = named.isEmpty() ? System.getenv().getOrDefault("GRADLE_HOME", "") : named;
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        return AssembledGradle.runsHere() ? AssembledGradle.in(Path.of("target").toAbsolutePath(), classPath()) : null;
    }

    /** The files that this JVM has classes from. */
    static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).toList();
    }
}
