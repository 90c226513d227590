package dev.vespula.gradle;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.gradle.util.GradleVersion;

/**
 * Gradle to run whole builds with: the one that is named, or one that is put together of the copy of its API that is on the class
 * path. That is one jar with everything in it. An installation has a jar for each part, which says what it needs: here these say no
 * more than that, and that they need the one with everything.
 */
final class Installation {
    /** The name of an installation that is put together. */
    static final String MADE = "made";
    private static final String PARTS = "-classpath.properties";
    /** The newest Java that this Gradle runs on. */
    private static final int NEWEST_JAVA = 22;

    private Installation() {}

    /** The folder of an installation; null if there is none for this JVM. */
    static Path home() throws IOException {
        String named = System.getProperty("vespula.gradle", "");
        named = named.isEmpty() ? System.getenv().getOrDefault("GRADLE_HOME", "") : named;
        if (named.equals(MADE)) {
            return Runtime.version().feature() > NEWEST_JAVA ? null : made();
        }
        return named.isEmpty() ? null : Path.of(named);
    }

    private static Path made() throws IOException {
        String version = GradleVersion.current().getVersion();
        Path home = Path.of("target", "made-gradle-" + version).toAbsolutePath();
        Path lib = home.resolve("lib");
        Files.createDirectories(lib.resolve("plugins"));
        Files.createDirectories(lib.resolve("agents"));
        List<String> libraries = new ArrayList<>();
        for (Path jar : classPath()) {
            if (jar.getFileName().toString().matches("(gradle-api|groovy|kotlin)-.*\\.jar")) {
                // With its own name the one with everything would be taken for a part.
                Path copy = lib.resolve(jar.getFileName().toString().replace("gradle-api", "everything"));
                if (!Files.exists(copy)) {
                    copy(jar, copy);
                }
                libraries.add(copy.getFileName().toString());
            }
        }
        Path everything = lib.resolve(libraries.stream().filter(jar -> jar.startsWith("everything")).findFirst().orElseThrow());
        try (JarFile jar = new JarFile(everything.toFile())) {
            for (String entry : jar.stream().map(ZipEntry::getName).filter(name -> name.matches("[^/]*" + PARTS)).toList()) {
                write(lib, entry.substring(0, entry.length() - PARTS.length()), version, parts(jar, entry), libraries);
            }
        }
        // In no jar that there is; nothing of it is used.
        write(lib, "gradle-instrumentation-agent", version, "", libraries);
        for (String external : List.of("ant", "ant-launcher", "javax.inject")) {
            write(lib, external, "1.0", "", libraries);
        }
        return home;
    }

    /**
     * Copies a jar: Gradle finds its folders by where its classes really are, so that a link would not do. The one with everything has
     * file systems of what Gradle uses, under other names than they know themselves by. They must not be found.
     */
    private static void copy(Path jar, Path copy) throws IOException {
        Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
        byte[] name = "META-INF/services/java.nio.file.spi.FileSystemProvider".getBytes(StandardCharsets.US_ASCII);
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
            for (int at = 0; at <= bytes.limit() - name.length; at++) {
                int same = 0;
                while (same < name.length && bytes.get(at + same) == name[same]) {
                    same++;
                }
                if (same == name.length) {
                    bytes.put(at + name.length - 1, (byte) '_');
                }
            }
        }
    }

    /** The files that this JVM has classes from. */
    static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).toList();
    }

    private static String parts(JarFile jar, String entry) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = jar.getInputStream(jar.getEntry(entry));
                Reader text = new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8))) {
            properties.load(text);
        }
        return Stream.of(properties.getProperty("projects", "").split(","))
                .filter(part -> jar.getEntry(part + PARTS) != null).collect(Collectors.joining(","));
    }

    /** Writes a part; what is started with nothing but it on the class path finds the libraries by its manifest. */
    private static void write(Path lib, String part, String version, String parts, List<String> libraries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", libraries));
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(lib.resolve(part + "-" + version + ".jar")),
                manifest)) {
            jar.putNextEntry(new ZipEntry(part + PARTS));
            jar.write(("projects=" + parts + "\nruntime=" + String.join(",", libraries) + "\n").getBytes(
                    StandardCharsets.UTF_8));
            jar.closeEntry();
        }
    }
}
