package dev.vespula.conformance.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.conformance.Documents;
import dev.vespula.testing.OnOneJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every block of Java in the documents is compiled by some test. Plain ones are by {@link JavadocExamplesTest}, or, in
 * two documents, by tests beside what they are about; those of other engines' libraries name the engine, which is the
 * page's.
 */
@OnOneJdk
class JavaBlocksTest {
    private static final Pattern BLOCK = Pattern.compile("^```([^\n]*)\n(.*?)^```$",
            Pattern.DOTALL | Pattern.MULTILINE);
    /** What begins a line of Java, and of none of the other languages that the documents have. */
    private static final Pattern JAVA = Pattern
            .compile("^(?:import [\\w.]+;|public |try \\(|[A-Z]\\w*(?:<.*>)? \\w+ = .*;$)", Pattern.MULTILINE);
    /** By the document: what marks blocks that its own test compares with something that is compiled. */
    private static final Map<String, List<String>> COMPARED = Map.of("bindings.md", List.of(""), "plugins.md",
            List.of("java title=src/main/java/app/Main.java"));

    @TestFactory
    Stream<DynamicTest> documents() throws IOException {
        return Documents.all().stream().map(document -> DynamicTest
                .dynamicTest(Documents.ROOT.relativize(document).toString(), () -> check(document)));
    }

    private static void check(Path document) throws IOException {
        String name = document.getFileName().toString();
        String page = name.replace(".md", "");
        boolean isComparison = document.getParent().endsWith("coming-from");
        Matcher block = BLOCK.matcher(Files.readString(document));
        while (block.find()) {
            String mark = block.group(1);
            boolean isJava = mark.startsWith("java") || mark.isEmpty() && JAVA.matcher(block.group(2)).find();
            assertThat(!isJava || mark.equals("java") || COMPARED.getOrDefault(name, List.of()).contains(mark)
                    || isComparison && mark.equals("java " + page))
                    .as("who compiles this block: ```%s\n%s", mark, block.group(2)).isTrue();
        }
    }
}
