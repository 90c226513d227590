package dev.vespula.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vespula.gradle.installation.AssembledGradle;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Projects of somebody who has nothing but the release, Central, and docs/plugins.md: a module, a program of few lines that calls it
 * through a generated interface, and the plugin for Maven or for Gradle.
 */
class PluginsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** What Maven takes by itself may be too old for the project's Java. */
    private static final String COMPILER =
            "<plugin><artifactId>maven-compiler-plugin</artifactId><version>3.13.0</version></plugin>";

    @TempDir
    Path folder;

    private void copySources(String plugin) throws IOException {
        Path project = ROOT.resolve(plugin).resolve("src/it/typed");
        for (String file : List.of("src/main/java/app/Main.java", "src/main/wasm/app/numbers.wat")) {
            Path target = folder.resolve(file);
            Files.createDirectories(target.getParent());
            Files.copy(project.resolve(file), target);
        }
        assertThat(Files.readAllLines(folder.resolve("src/main/java/app/Main.java"))).hasSizeLessThan(15);
    }

    @Test
    void aMavenProjectCallsAnExportThroughAGeneratedInterface() throws Exception {
        copySources("maven-plugin");
        String where = "<id>release</id><url>" + Release.REPOSITORY.toUri() + "</url>";
        String pom = Files.readString(ROOT.resolve("maven-plugin/src/it/typed/pom.xml")).replace("@version@", Release.VERSION)
                .replace("@plugins@", COMPILER).replace("</properties>", "</properties>"
                        + "<repositories><repository>" + where + "</repository></repositories>"
                        + "<pluginRepositories><pluginRepository>" + where + "</pluginRepository></pluginRepositories>");
        Files.writeString(folder.resolve("pom.xml"), pom);
        // Later phases would fetch plugins for tests and jars, too.
        Ran maven = Ran.of(folder, "mvn", "-B", "-q", "-ntp", "-Dmaven.repo.local=" + folder.resolve("empty"),
                "process-classes",
                "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath", "-Dmdep.outputFile=classpath");
        assertThat(maven.code()).as(maven.output()).isZero();
        assertThat(folder.resolve("target/classes/META-INF/vespula/code")).isNotEmptyDirectory();
        String path = folder.resolve("target/classes") + File.pathSeparator + Files.readString(folder.resolve("classpath"))
                .strip();
        assertThat(Ran.of(folder, JAVA, "-cp", path, "app.Main")).isEqualTo(new Ran(0, "12" + System.lineSeparator()));
    }

    @Test
    void aGradleProjectCallsAnExportThroughAGeneratedInterface() throws Exception {
        assumeTrue(AssembledGradle.runsHere(), "Gradle does not run on this Java");
        copySources("gradle-plugin");
        List<String> scripts = scripts();
        String repositories = "repositories { maven { url = uri('" + Release.REPOSITORY.toUri() + "') }\n mavenCentral() }\n";
        Files.writeString(folder.resolve("settings.gradle"), "pluginManagement { " + repositories + "}\n");
        Files.writeString(folder.resolve("gradle.properties"), "vespulaVersion=" + Release.VERSION + "\n");
        Files.writeString(folder.resolve("build.gradle"), scripts.get(0) + repositories
                + "apply plugin: 'application'\napplication { mainClass = 'app.Main' }\n");
        Path home = AssembledGradle.in(Path.of("target").toAbsolutePath(), Stream.of(System.getProperty("java.class.path")
                .split(File.pathSeparator)).map(Path::of).toList());
        String launcher;
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            launcher = jars.map(Path::toString).filter(jar -> jar.contains("gradle-launcher-")).findFirst().orElseThrow();
        }
        Ran gradle = Ran.of(folder, JAVA, "-cp", launcher, "org.gradle.launcher.GradleMain", "--no-daemon", "-g",
                folder.resolve("user").toString(), "-q", "run");
        assertThat(gradle).isEqualTo(new Ran(0, "12" + System.lineSeparator()));
        assertThat(folder.resolve("build/classes/wasm/main/META-INF/vespula/code")).isNotEmptyDirectory();
    }

    /** What docs/plugins.md says of Gradle: the build, where plugins come from, the settings. */
    private static List<String> scripts() throws IOException {
        Matcher block = Pattern.compile("```groovy\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(
                ROOT.resolve("docs/plugins.md")));
        return block.results().map(found -> found.group(1)).toList();
    }
}
