package dev.vespula.gradle.installation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.gradle.instrumentation.agent.Agent;
import org.gradle.internal.compiler.java.IncrementalCompileTask;
import org.gradle.internal.installation.beacon.InstallationBeacon;

/**
 * An installation of Gradle that is put together of the jar that Maven Central has of its API. That one has all classes of Gradle
 * and of its libraries, and a list for each of its modules of what it needs. Gradle looks for a jar for every module and library:
 * there is one for each, without classes, since the large jar has what would be in it. What that lacks, the Kotlin DSL and the
 * plugin of the compiler, is not there: scripts are in Groovy, and Java is compiled whole.
 */
public final class AssembledGradle {
    private static final Pattern API = Pattern.compile("gradle-api-(.*)\\.jar");
    private static final Pattern MODULE = Pattern.compile("(gradle-[a-z0-9-]+)-classpath\\.properties");
    /** What is not in the large jar. */
    private static final Pattern LIBRARY = Pattern.compile("(groovy|kotlin-stdlib)-.*\\.jar");
    /** The module that all others need: the large jar has its name. */
    private static final String WHOLE = "gradle-base-services";
    private static final int NEWEST_JAVA = 22;
    private static final String LAUNCHER = "gradle-launcher";
    /** Modules that the large jar lacks, and what they have here: a class of ours, or nothing. */
    private static final Map<String, List<Class<?>>> MORE = Map.of(
            "gradle-installation-beacon", List.of(InstallationBeacon.class),
            "gradle-instrumentation-agent", List.of(Agent.class),
            "gradle-java-compiler-plugin", List.of(IncrementalCompileTask.class),
            "gradle-kotlin-dsl", List.of());
    /** The class of ours knows nothing of what a change means for others. */
    private static final String INIT = """
            allprojects {
                tasks.withType(JavaCompile).configureEach { options.incremental = false }
            }
            """;

    private final Path home;
    private final Path libraries;
    private final Path api;
    private final String version;
    private final List<Path> classPath;
    /** What each module needs, as its file says. */
    private final Map<String, byte[]> modules = new TreeMap<>();

    private AssembledGradle(Path home, Path api, String version, List<Path> classPath) {
        this.home = home;
        this.libraries = home.resolve("lib");
        this.api = api;
        this.version = version;
        this.classPath = classPath;
    }

    /** Whether this Gradle runs on this Java. */
    public static boolean runsHere() {
        return Runtime.version().feature() <= NEWEST_JAVA;
    }

    /**
     * Puts one together, unless it is there.
     *
     * @param folder    in which it becomes a folder
     * @param classPath with the API, Groovy and Kotlin's library
     * @return its folder
     */
    public static Path in(Path folder, List<Path> classPath) throws IOException {
        for (Path entry : classPath) {
            Matcher api = API.matcher(entry.getFileName().toString());
            if (api.matches()) {
                AssembledGradle gradle = new AssembledGradle(folder.resolve("gradle-" + api.group(1)), entry, api.group(1),
                        classPath);
                gradle.assemble();
                return gradle.home;
            }
        }
        throw new IllegalArgumentException("no jar of Gradle's API is among " + classPath);
    }

    private void assemble() throws IOException {
        Path done = home.resolve("done");
        if (Files.exists(done)) {
            return;
        }
        // A folder for plugins is part of what tells an installation.
        Files.createDirectories(libraries.resolve("plugins"));
        readModules();
        copyWhole();
        List<String> copied = copyLibraries();
        for (Map.Entry<String, byte[]> module : modules.entrySet()) {
            String name = module.getKey();
            Manifest manifest = manifest();
            if (name.equals(LAUNCHER)) {
                List<String> path = new ArrayList<>(List.of(jar(WHOLE)));
                MORE.keySet().stream().sorted().map(this::jar).forEach(path::add);
                path.addAll(copied);
                manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", path));
            }
            manifest.getMainAttributes().putValue("Premain-Class", Agent.class.getName());
            if (!name.equals(WHOLE)) {
                write(jar(name), manifest, name, MORE.getOrDefault(name, List.of()));
            }
            for (String library : libraries(module.getValue())) {
                if (!copied.contains(library)) {
                    write(library, manifest(), null, List.of());
                }
            }
        }
        Files.writeString(Files.createDirectories(home.resolve("init.d")).resolve("java.gradle"), INIT);
        Files.createFile(done);
    }

    /** Without the services that libraries have for Java itself: it would look into Gradle for a file system while it starts. */
    private void copyWhole() throws IOException {
        Path whole = libraries.resolve(jar(WHOLE));
        Files.copy(api, whole, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem content = FileSystems.newFileSystem(whole);
                DirectoryStream<Path> services = Files.newDirectoryStream(content.getPath("META-INF/services"), "java*")) {
            for (Path service : services) {
                Files.delete(service);
            }
        }
    }

    private String jar(String module) {
        return module + "-" + version + ".jar";
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        return manifest;
    }

    private void readModules() throws IOException {
        try (JarFile jar = new JarFile(api.toFile())) {
            for (ZipEntry entry : Collections.list(jar.entries())) {
                Matcher module = MODULE.matcher(entry.getName());
                if (module.matches()) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        modules.put(module.group(1), in.readAllBytes());
                    }
                }
            }
        }
        MORE.keySet().forEach(name -> modules.putIfAbsent(name, new byte[0]));
    }

    /** The libraries that a module needs. */
    private static List<String> libraries(byte[] needs) throws IOException {
        Properties properties = new Properties();
        properties.load(new ByteArrayInputStream(needs));
        return Stream.of(properties.getProperty("runtime", "").split(",")).filter(name -> !name.isEmpty()).toList();
    }

    private List<String> copyLibraries() throws IOException {
        List<String> copied = new ArrayList<>();
        for (Path entry : classPath) {
            String name = entry.getFileName().toString();
            if (LIBRARY.matcher(name).matches()) {
                Files.copy(entry, libraries.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                copied.add(name);
            }
        }
        return copied;
    }

    /** @param module whose needs are in the jar; null if it is of none */
    private void write(String file, Manifest manifest, String module, List<Class<?>> classes) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(libraries.resolve(file)), manifest)) {
            if (module != null) {
                jar.putNextEntry(new ZipEntry(module + "-classpath.properties"));
                jar.write(modules.get(module));
            }
            for (Class<?> type : classes) {
                String name = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new ZipEntry(name));
                try (InputStream in = type.getResourceAsStream("/" + name)) {
                    in.transferTo(jar);
                }
            }
        }
    }
}
