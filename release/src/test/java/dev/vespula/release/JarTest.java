package dev.vespula.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/** What is in the jars. */
class JarTest {
    private static final Path ROOT = Path.of("..");

    static List<String> all() {
        return Release.artifacts();
    }

    static List<String> modules() {
        return Release.modules();
    }

    @ParameterizedTest
    @MethodSource("all")
    void licenceAndNoticeAreInEveryJar(String artifact) throws IOException {
        for (String ending : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
            try (JarFile jar = open(artifact, ending)) {
                for (String name : List.of("LICENSE", "NOTICE")) {
                    ZipEntry entry = jar.getEntry("META-INF/" + name);
                    assertThat(entry).as(name + " in " + jar.getName()).isNotNull();
                    try (InputStream content = jar.getInputStream(entry)) {
                        assertThat(content.readAllBytes()).isEqualTo(Files.readAllBytes(ROOT.resolve(name)));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyLibraryIsAModuleByItsDeclaration(String artifact) throws IOException {
        ModuleDescriptor module = ModuleFinder.of(Release.jar(artifact)).findAll().iterator().next().descriptor();
        assertThat(module.isAutomatic()).isFalse();
        assertThat(module.name()).isEqualTo("dev." + artifact.replace('-', '.'));
        try (JarFile jar = open(artifact, ".jar")) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name")).isNull();
        }
    }

    /** Those that are generated, too. */
    @ParameterizedTest
    @MethodSource("all")
    void everyClassHasItsSource(String artifact) throws IOException {
        Set<String> missing = new TreeSet<>();
        try (JarFile jar = open(artifact, ".jar"); JarFile sources = open(artifact, "-sources.jar")) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream().filter(each -> each.getName().endsWith(
                    ".class"))::iterator) {
                try (InputStream file = jar.getInputStream(entry)) {
                    String source = entry.getName().replaceFirst("[^/]*$", "") + source(file.readAllBytes());
                    if (sources.getEntry(source) == null) {
                        missing.add(source);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /** The file that a class says it was compiled from. */
    private static String source(byte[] file) {
        String[] found = new String[1];
        new ClassReader(file).accept(new ClassVisitor(Opcodes.ASM9) {
            @Override
            public void visitSource(String source, String debug) {
                found[0] = source;
            }
        }, ClassReader.SKIP_CODE);
        return found[0];
    }

    /** Nothing of the machine or the time of the build: two builds could not be equal. */
    @ParameterizedTest
    @MethodSource("all")
    void entriesHaveTheTimeOfTheRelease(String artifact) throws IOException {
        for (String ending : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
            try (JarFile jar = open(artifact, ending)) {
                Set<Instant> times = jar.stream().map(entry -> entry.getTimeLocal().toInstant(ZoneOffset.UTC)).collect(
                        Collectors.toSet());
                assertThat(times).as(jar.getName()).hasSize(1);
                assertThat(new String(jar.getInputStream(jar.getEntry("META-INF/MANIFEST.MF")).readAllBytes(),
                        StandardCharsets.UTF_8)).doesNotContain("Built-By").doesNotContain("Bnd-LastModified")
                        .doesNotContain(System.getProperty("java.version"));
            }
        }
    }

    private static JarFile open(String artifact, String ending) throws IOException {
        return new JarFile(Release.file(artifact, ending).toFile());
    }
}
