package dev.vespula.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code docs/plugins.md} shows is what the builds of the tests have, and what the goals take. */
class DocumentTest {
    private static final Path PROJECT = Path.of("src", "it", "typed");

    private static String document() throws IOException {
        return Files.readString(Path.of("..", "docs", "plugins.md"));
    }

    @Test
    void theProgramIsThatOfTheTests() throws IOException {
        for (String file : Set.of("src/main/java/app/Main.java", "src/main/wasm/app/numbers.wat")) {
            assertThat(document()).contains(Files.readString(PROJECT.resolve(file)))
                    .contains(Files.readString(Path.of("..", "gradle-plugin").resolve(PROJECT).resolve(file)));
        }
    }

    @Test
    void theProjectIsThatOfTheTests() throws IOException {
        String project = Files.readString(PROJECT.resolve("pom.xml")).replace("@version@", "${vespula.version}")
                .replace("      @plugins@\n", "");
        assertThat(project).contains(between(document(), "```xml\n", "```").stripTrailing());
    }

    /** They stand in the program of another project. */
    @Test
    void otherLinesOfJavaAreCompiledToo() throws IOException {
        String program = Files.readString(Path.of("src", "it", "named", "src", "main", "java", "app", "Main.java"));
        List<String> lines = Pattern.compile("(?ms)^```java\n(.*?)^```$").matcher(document()).results().flatMap(
                block -> block.group(1).lines()).toList();
        assertThat(lines).hasSizeGreaterThan(1).allMatch(program::contains);
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }

    @Test
    void theSettingsAreThoseOfTheGoals() throws IOException {
        String descriptor = Files.readString(Path.of("target", "classes", "META-INF", "maven", "plugin.xml"));
        Set<String> written = Pattern.compile("^\\| `(\\w+)` \\| `?\\w+`? \\| `([\\w.]+)` \\|", Pattern.MULTILINE).matcher(
                document())
                .results().map(row -> row.group(1) + " " + row.group(2)).collect(Collectors.toCollection(TreeSet::new));
        Set<String> taken = Pattern.compile("<(\\w+) implementation=\"[^\"]*\"[^>]*>\\$\\{(vespula\\.\\w+)}</").matcher(
                descriptor)
                .results().map(row -> row.group(1) + " " + row.group(2)).collect(Collectors.toCollection(TreeSet::new));
        assertThat(written).isEqualTo(taken).hasSize(9);
    }
}
