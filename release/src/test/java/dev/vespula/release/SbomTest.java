package dev.vespula.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lists of what each artifact brings along. */
class SbomTest {
    static List<String> artifacts() {
        return Release.artifacts();
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void itIsOfThisArtifactAndNamesItsDependenciesWithHashes(String artifact) throws IOException {
        JsonNode bom = read(artifact);
        assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        JsonNode self = bom.path("metadata").path("component");
        assertThat(self.path("name").asText()).isEqualTo(artifact);
        assertThat(self.path("version").asText()).isEqualTo(Release.VERSION);
        Set<String> expected = new TreeSet<>();
        Pom.of(artifact).dependencies().stream().filter(dependency -> !dependency.scope().equals("provided"))
                .forEach(dependency -> expected.add(dependency.artifact()));
        assertThat(components(bom)).containsAll(expected);
        for (JsonNode component : bom.path("components")) {
            assertThat(component.path("hashes").size()).as(component.path("name").asText()).isPositive();
        }
    }

    @Test
    void theEngineHasNoneAndTheCommandLineAll() throws IOException {
        assertThat(components(read("vespula"))).isEmpty();
        assertThat(components(read("vespula-cli"))).contains("vespula", "asm", "picocli", "jetty-io", "slf4j-api");
    }

    private static Set<String> components(JsonNode bom) {
        Set<String> names = new TreeSet<>();
        bom.path("components").forEach(component -> names.add(component.path("name").asText()));
        return names;
    }

    private static JsonNode read(String artifact) throws IOException {
        return new ObjectMapper().readTree(Release.file(artifact, "-cyclonedx.json").toFile());
    }
}
