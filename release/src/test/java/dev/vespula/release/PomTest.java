package dev.vespula.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Central demands of POMs, and what those who depend on them do. */
class PomTest {
    static List<String> all() {
        return Stream.concat(Stream.of("vespula-bom", "dev.vespula.gradle.plugin"), Release.artifacts().stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void standsAloneAndSaysWhatItIs(String artifact) throws IOException {
        Pom pom = Pom.of(artifact);
        assertThat(pom.elements()).contains("name", "description", "url", "licenses", "developers", "scm")
                .doesNotContain("parent", "build", "profiles", "repositories", "modules", "properties");
        assertThat(pom.text("groupId")).isEqualTo("dev.vespula");
        assertThat(pom.text("artifactId")).isEqualTo(artifact);
        assertThat(pom.text("version")).isEqualTo(Release.VERSION);
        assertThat(pom.text("url")).isEqualTo("https://github.com/vespula/vespula");
        assertThat(pom.text("scm").split("\\s+")).contains("scm:git:https://github.com/vespula/vespula.git",
                "https://github.com/vespula/vespula");
        assertThat(Files.readString(Release.file(artifact, ".pom"))).doesNotContain("SNAPSHOT").doesNotContain("${");
    }

    @ParameterizedTest
    @MethodSource("all")
    void dependsOnReleasesAndOnNothingThatOnlyTestsNeed(String artifact) {
        for (Pom.Dependency dependency : Pom.of(artifact).dependencies()) {
            assertThat(dependency.version()).as(dependency.inShort()).matches("\\d[\\w.-]*");
            assertThat(dependency.scope()).as(dependency.inShort()).isIn("compile", "runtime", "provided");
            if (dependency.isOurs()) {
                assertThat(dependency.version()).isEqualTo(Release.VERSION);
                assertThat(Release.artifacts()).contains(dependency.artifact());
            }
        }
    }

    /** Ours with the scopes that README.md promises. */
    @Test
    void theEngineBringsNothingAlong() {
        assertThat(transitive("vespula")).isEmpty();
        assertThat(transitive("vespula-compiler")).containsExactlyInAnyOrder("vespula compile", "asm compile");
        assertThat(transitive("vespula-component")).containsExactly("vespula compile");
        assertThat(transitive("vespula-text")).containsExactlyInAnyOrder("vespula compile", "vespula-component compile");
        assertThat(transitive("vespula-wasi")).containsExactlyInAnyOrder("vespula compile", "vespula-component compile");
        assertThat(transitive("vespula-http")).containsExactlyInAnyOrder("vespula-wasi compile", "vespula-component compile");
    }

    @Test
    void theBomHasTheVersionOfEachAndNothingElse() {
        Pom bom = Pom.of("vespula-bom");
        assertThat(bom.text("packaging")).isEqualTo("pom");
        assertThat(bom.dependencies()).isEmpty();
        assertThat(bom.managed()).allMatch(Pom.Dependency::isOurs)
                .allMatch(dependency -> dependency.version().equals(Release.VERSION));
    }

    /** What users of an artifact get, too. */
    private static List<String> transitive(String artifact) {
        return Pom.of(artifact).dependencies().stream()
                .filter(dependency -> !dependency.isOptional() && !dependency.scope().equals("provided"))
                .map(Pom.Dependency::inShort).toList();
    }
}
