package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.testing.OnOneJdk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who does what docs/start.md says gets what it says. */
@OnOneJdk
class StartPageTest {
    private static final Path PAGE = Documents.ROOT.resolve("docs/start.md");
    private static final Pattern VERSION = Pattern.compile("\\b\\d+\\.\\d+\\.\\d+(?:-\\w+)?");
    private static final Pattern PROJECT_VERSION = Pattern.compile(
            "<artifactId>vespula-parent</artifactId>\\s*<version>([^<]+)<");
    private static final Pattern ARTIFACT = Pattern.compile("(?:dev\\.vespula:|<artifactId>)(vespula[\\w-]*)");

    @TempDir
    Path folder;

    /** The class path is that of this test, which has what the page says among other things. */
    @Test
    void theProgramPrintsItsResult() throws Exception {
        Files.writeString(folder.resolve("add.wat"), only("wat"));
        Path source = Files.writeString(folder.resolve("Main.java"), only("java"));
        String libraries = System.getProperty("java.class.path");
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-cp", libraries, "-d", folder.toString(), source
                .toString())).isZero();
        Process program = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                libraries + System.getProperty("path.separator") + folder, "Main").directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor(1, TimeUnit.MINUTES)).isTrue();
        String console = only("console");
        assertThat(printed.strip()).isEqualTo(console.lines().reduce((before, last) -> last).orElseThrow());
    }

    private static String only(String language) throws IOException {
        List<String> blocks = Documents.blocks(PAGE, language);
        assertThat(blocks).as(language).hasSize(1);
        return blocks.get(0);
    }

    @Test
    void versionsAndArtifactsAreThoseOfTheBuild() throws IOException {
        // The version of the format of POMs is another matter.
        String page = Files.readString(PAGE).replace("4.0.0", "");
        Matcher version = PROJECT_VERSION.matcher(Files.readString(Documents.ROOT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        assertThat(VERSION.matcher(page).results().map(found -> found.group())).isNotEmpty().allMatch(version.group(1)::equals);
        List<String> artifacts = new ArrayList<>();
        try (Stream<Path> modules = Files.list(Documents.ROOT)) {
            for (Path pom : (Iterable<Path>) modules.map(module -> module.resolve("pom.xml")).filter(Files::exists)::iterator) {
                ARTIFACT.matcher(Files.readString(pom)).results().forEach(found -> artifacts.add(found.group(1)));
            }
        }
        assertThat(ARTIFACT.matcher(page).results().map(found -> found.group(1))).isNotEmpty().allMatch(artifacts::contains);
    }
}
