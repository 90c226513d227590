package dev.vespula.gradle;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Gradle to run whole builds with. */
final class Installation {
    private Installation() {}

    /** The folder of the installation that is named; null if there is none. */
    static Path home() {
        String named = System.getProperty("vespula.gradle", "");
        named = named.isEmpty() ? System.getenv().getOrDefault("GRADLE_HOME", "") : named;
        return named.isEmpty() ? null : Path.of(named);
    }

    /** The files that this JVM has classes from. */
    static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).toList();
    }
}
