package dev.vespula.gradle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradle.testkit.runner.TaskOutcome.FROM_CACHE;
import static org.gradle.testkit.runner.TaskOutcome.SUCCESS;
import static org.gradle.testkit.runner.TaskOutcome.UP_TO_DATE;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradle.testkit.runner.BuildResult;
import org.gradle.testkit.runner.GradleRunner;
import org.gradle.testkit.runner.TaskOutcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole builds with Gradle. */
class BuildsTest {
    private static Path home;

    @TempDir
    Path folder;

    @BeforeAll
    static void findGradle() throws IOException {
        home = Installation.home();
        if (home == null) {
            System.out.println(
                    "skipped: whole builds with Gradle: it does not run on this Java, and neither -Dvespula.gradle=HOME nor"
                            + " GRADLE_HOME names a newer one");
        }
        assumeTrue(home != null);
    }

    /** Our libraries and what they need: the rest is of Gradle or of the tests. */
    private static List<Path> libraries() {
        return Installation.classPath().stream().filter(entry -> entry.toString().matches(
                ".*[/\\\\](vespula-?[^/\\\\]*|asm-[^/\\\\]*)\\.jar")
                || entry.endsWith(Path.of("target", "classes"))).toList();
    }

    private Path project(String name) throws IOException {
        Path from = Path.of("src", "it", "typed");
        Path project = folder.resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = project.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                String text = Files.readString(file);
                Files.writeString(target, text.replace("@libraries@", libraries().stream()
                        .map(entry -> "'" + entry.toString().replace('\\', '/') + "'").collect(Collectors.joining(", "))));
            }
        }
        return project;
    }

    private GradleRunner runner(Path project, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--build-cache", "--configuration-cache", "--stacktrace", "--offline"));
        Path kit = Files.createDirectories(folder.resolve("kit"));
        Files.writeString(kit.resolve("gradle.properties"), "org.gradle.jvmargs=-Xmx512m\n");
        return GradleRunner.create().withGradleInstallation(home.toFile()).withProjectDir(project.toFile())
                .withTestKitDir(kit.toFile())
                .withPluginClasspath(libraries().stream().map(Path::toFile).toList()).withArguments(all);
    }

    private static TaskOutcome outcome(BuildResult result, String task) {
        return result.task(":" + task).getOutcome();
    }

    private static String run(Path project) throws Exception {
        String path = Stream.concat(Stream.of(project.resolve("build/libs/typed.jar")), libraries().stream()).map(
                Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", path,
                "app.Main").redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }

    @Test
    void aBuildDoesWhatHasChangedAndTheProgramRuns() throws Exception {
        Path project = project("typed");
        BuildResult first = runner(project, "build").build();
        assertThat(outcome(first, "vespulaCompile")).isEqualTo(SUCCESS);
        assertThat(outcome(first, "vespulaBindings")).isEqualTo(SUCCESS);
        assertThat(run(project)).isEqualToIgnoringNewLines("12");

        BuildResult second = runner(project, "build").build();
        assertThat(second.getOutput()).contains("Reusing configuration cache.");
        assertThat(outcome(second, "vespulaCompile")).isEqualTo(UP_TO_DATE);
        assertThat(outcome(second, "vespulaBindings")).isEqualTo(UP_TO_DATE);

        byte[] jar = Files.readAllBytes(project.resolve("build/libs/typed.jar"));
        Path elsewhere = project("elsewhere");
        BuildResult cached = runner(elsewhere, "build").build();
        assertThat(outcome(cached, "vespulaCompile")).isEqualTo(FROM_CACHE);
        assertThat(outcome(cached, "vespulaBindings")).isEqualTo(FROM_CACHE);
        assertThat(run(elsewhere)).isEqualToIgnoringNewLines("12");
        assertThat(outcome(runner(elsewhere, "clean", "build", "--rerun-tasks").build(), "vespulaCompile")).isEqualTo(SUCCESS);
        assertThat(Files.readAllBytes(elsewhere.resolve("build/libs/typed.jar"))).isEqualTo(jar);

        Path broken = project.resolve("src/main/wasm/app/broken.wat");
        Files.writeString(broken, "(module\n  (func (result i32) (i64.const 1)))");
        BuildResult failed = runner(project, "build", "--continue").buildAndFail();
        assertThat(failed.getOutput()).contains("> src/main/wasm/app/broken.wat:2:").contains("type mismatch");
        Files.delete(broken);
        // What was good is still there.
        assertThat(outcome(runner(project, "build").build(), "vespulaCompile")).isEqualTo(UP_TO_DATE);
        assertThat(run(project)).isEqualToIgnoringNewLines("12");
    }
}
