package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.testing.OnOneJdk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small scripts of a release, in a tree of their own. */
@DisabledOnOs(OS.WINDOWS)
@OnOneJdk
class ReleaseScriptsTest {
    @TempDir
    Path tree;

    private record Outcome(int code, String output) {}

    @Test
    void theVersionIsSetInAllPomsOfOursAndNowhereElse() throws Exception {
        Path module = Files.createDirectories(tree.resolve("part"));
        Files.copy(Documents.ROOT.resolve("pom.xml"), tree.resolve("pom.xml"));
        Files.writeString(module.resolve("pom.xml"), pom("1.0.0-SNAPSHOT"));
        assertThat(run("version", "1.0.0-SNAPSHOT").code()).isZero();
        assertThat(run("version")).isEqualTo(new Outcome(0, "1.0.0-SNAPSHOT\n"));
        assertThat(run("version", "1.0.0", "2031-02-03")).isEqualTo(new Outcome(0, "1.0.0-SNAPSHOT -> 1.0.0\n"));
        assertThat(module.resolve("pom.xml")).hasContent(pom("1.0.0"));
        assertThat(tree.resolve("pom.xml")).content().contains("outputTimestamp>2031-02-03T00:00:00Z<")
                .contains("<version>1.0.0</version>");
        // A plugin of others that has our old version by chance keeps it.
        assertThat(run("version", "1.1.0-SNAPSHOT").code()).isZero();
        assertThat(module.resolve("pom.xml")).hasContent(pom("1.1.0-SNAPSHOT"));
    }

    private static String pom(String version) {
        return """
                <project>
                  <parent>
                    <groupId>dev.vespula</groupId>
                    <artifactId>vespula-parent</artifactId>
                    <version>%s</version>
                  </parent>
                  <dependencies>
                    <dependency>
                      <groupId>other</groupId>
                      <artifactId>thing</artifactId>
                      <version>1.0.0</version>
                    </dependency>
                    <dependency>
                      <groupId>dev.vespula</groupId>
                      <artifactId>vespula</artifactId>
                    </dependency>
                    <dependency>
                      <groupId>another</groupId>
                      <artifactId>thing</artifactId>
                      <version>1.0.0</version>
                    </dependency>
                  </dependencies>
                </project>
                """.formatted(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "01.2.3", "1.2.3-beta", "1.2.3-RC0", "v1.2.3", "1.2.3\n4", ""})
    void otherVersionsAreRefused(String version) throws Exception {
        Files.copy(Documents.ROOT.resolve("pom.xml"), tree.resolve("pom.xml"));
        assertThat(run("version", version).code()).isEqualTo(1);
        assertThat(tree.resolve("pom.xml")).hasSameTextualContentAs(Documents.ROOT.resolve("pom.xml"));
    }

    @Test
    void notesAreTheSectionOfTheVersion() throws Exception {
        Files.writeString(tree.resolve("CHANGELOG.md"), """
                # Changelog

                ## Unreleased

                ## 1.1.0 (2026-12-01)

                ### Added
                - A thing.

                ## 1.0.0
                - All.
                """);
        assertThat(run("release-notes", "1.1.0")).isEqualTo(new Outcome(0, "### Added\n- A thing.\n"));
        assertThat(run("release-notes", "1.0.0")).isEqualTo(new Outcome(0, "- All.\n"));
        assertThat(run("release-notes", "1.2.0")).isEqualTo(new Outcome(1,
                "release-notes: CHANGELOG.md has no section for 1.2.0\n"));
        Files.writeString(tree.resolve("CHANGELOG.md"), "## Unreleased\n- New.\n## 1.1.0\n- Old.\n");
        assertThat(run("release-notes", "1.2.0")).isEqualTo(new Outcome(0, "- New.\n"));
    }

    @Test
    void thereAreNotesForWhatComesNext() throws Exception {
        Files.copy(Documents.ROOT.resolve("CHANGELOG.md"), tree.resolve("CHANGELOG.md"));
        assertThat(run("release-notes", "9.9.9").output()).contains("\n- ");
    }

    private Outcome run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Documents.ROOT.resolve("scripts").resolve(script).toString()));
        Stream.of(arguments).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("VESPULA_ROOT", tree.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
