package dev.vespula.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Projects of somebody who has nothing but the release and Central: a local repository that is empty, versions by the BOM. One
 * has README's example, the others each depend on one artifact.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsumerTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern EXAMPLE = Pattern.compile("## The library\\s+```java\\n(.*?)```", Pattern.DOTALL);
    private static final String HEAD = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
            """;

    private Path folder;

    private static List<String> libraries() {
        return Release.libraries();
    }

    /** All but the one to which users bring Arrow, in whatever version. */
    static List<String> completeModules() {
        return Release.modules().stream().filter(name -> !name.equals("vespula-udf-arrow")).toList();
    }

    @BeforeAll
    void resolveAndCompile(@TempDir Path folder) throws Exception {
        this.folder = folder;
        StringBuilder modules = new StringBuilder("<module>example</module>");
        project("example", "vespula");
        for (String library : libraries()) {
            project("only-" + library, library);
            modules.append("<module>only-").append(library).append("</module>");
        }
        Files.writeString(folder.resolve("pom.xml"), HEAD + """
              <groupId>consumer</groupId>
              <artifactId>consumer</artifactId>
              <version>1</version>
              <packaging>pom</packaging>
              <modules>%s</modules>
              <properties>
                <maven.compiler.release>17</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              <repositories>
                <repository><id>release</id><url>%s</url></repository>
              </repositories>
              <dependencyManagement>
                <dependencies>
                  <dependency>
                    <groupId>dev.vespula</groupId>
                    <artifactId>vespula-bom</artifactId>
                    <version>%s</version>
                    <type>pom</type>
                    <scope>import</scope>
                  </dependency>
                </dependencies>
              </dependencyManagement>
            </project>
            """.formatted(modules, Release.REPOSITORY.toUri(), Release.VERSION));
        Path sources = Files.createDirectories(folder.resolve("example/src/main/java"));
        Files.writeString(sources.resolve("Example.java"), """
                import dev.vespula.Engine;
                import dev.vespula.Instance;
                import dev.vespula.Linker;
                import dev.vespula.Module;
                import dev.vespula.Store;
                import java.nio.file.Path;

                class Example {
                    public static void main(String[] args) throws Exception {
                %s        System.out.println(gcd);
                    }
                }
                """.formatted(example().indent(8)));
        Files.copy(ROOT.resolve("examples/programs/numbers.wasm"), folder.resolve("numbers.wasm"));
        // The goals by name: the phases would fetch plugins for tests and jars, too.
        Ran maven = Ran.of(folder, "mvn", "-B", "-q", "-ntp", "-Dmaven.repo.local=" + folder.resolve("empty"),
                "org.apache.maven.plugins:maven-compiler-plugin:3.13.0:compile",
                "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath", "-Dmdep.outputFile=classpath");
        assertThat(maven.code()).as(maven.output()).isZero();
    }

    private static String example() throws Exception {
        Matcher example = EXAMPLE.matcher(Files.readString(ROOT.resolve("README.md")));
        assertThat(example.find()).isTrue();
        return example.group(1);
    }

    private void project(String name, String artifact) throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve(name)).resolve("pom.xml"), HEAD + """
              <parent><groupId>consumer</groupId><artifactId>consumer</artifactId><version>1</version></parent>
              <artifactId>%s</artifactId>
              <dependencies>
                <dependency><groupId>dev.vespula</groupId><artifactId>%s</artifactId></dependency>
              </dependencies>
            </project>
            """.formatted(name, artifact));
    }

    @Test
    void theExampleOfTheReadmeRuns() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String path = folder.resolve("example/target/classes") + File.pathSeparator + classPath("example");
        assertThat(Ran.of(folder, java, "-cp", path, "Example")).isEqualTo(new Ran(0, "12" + System.lineSeparator()));
    }

    /** The POM brings all modules that the artifact requires, and what it has for running. */
    @ParameterizedTest
    @MethodSource("completeModules")
    void whatAnArtifactBringsIsEnoughForItsModule(String artifact) throws Exception {
        ModuleFinder finder = ModuleFinder.of(Stream.of(classPath("only-" + artifact).split(File.pathSeparator))
                .map(Path::of).toArray(Path[]::new));
        String module = "dev." + artifact.replace('-', '.');
        Configuration resolved = ModuleLayer.boot().configuration().resolveAndBind(finder, ModuleFinder.of(), List.of(module));
        assertThat(resolved.findModule(module)).isPresent();
    }

    @Test
    void everythingOfOursCameFromTheRelease() throws Exception {
        Map<String, Path> published = Release.published();
        for (String library : libraries()) {
            for (String jar : classPath("only-" + library).split(File.pathSeparator)) {
                if (jar.contains("dev" + File.separator + "vespula")) {
                    String name = folder.resolve("empty").relativize(Path.of(jar)).toString().replace('\\', '/');
                    assertThat(Path.of(jar)).hasSameBinaryContentAs(published.get(name));
                }
            }
        }
    }

    private String classPath(String project) throws Exception {
        return Files.readString(folder.resolve(project).resolve("classpath")).strip();
    }
}
