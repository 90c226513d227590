package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.testing.OnOneJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The pictures of docs/concepts speak the language of docs/architecture.md, and can be read on a light ground and on a dark one. */
@OnOneJdk
class PicturesTest {
    private static final Path FOLDER = Documents.ROOT.resolve("docs/concepts");
    private static final Pattern TEXT = Pattern.compile("<text[^>]*>([^<]*)</text>");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]{4,}");
    /** Of English, and no names of anything. */
    private static final Set<String> PLAIN = Set.of("again", "along", "artifact", "attachment", "carried", "found", "given",
            "goes", "hash",
            "hold", "idle", "names", "once", "other", "same", "suspended", "they", "whatever");

    @TestFactory
    Stream<DynamicTest> pictures() throws IOException {
        Set<String> known = new TreeSet<>(words(Files.readString(Documents.ROOT.resolve("docs/architecture.md"))));
        known.addAll(PLAIN);
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".svg")).sorted().toList().stream().map(file -> DynamicTest
                    .dynamicTest(
                            file.getFileName().toString(), () -> check(file, known)));
        }
    }

    private static void check(Path file, Set<String> known) throws Exception {
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        String picture = Files.readString(file);
        assertThat(picture).contains("prefers-color-scheme: dark", "class=\"ground\"", "<title>");
        Set<String> words = new TreeSet<>();
        TEXT.matcher(picture).results().map(text -> text.group(1)).forEach(text -> words.addAll(words(text)));
        assertThat(words).isNotEmpty();
        assertThat(known).as("the words of docs/architecture.md").containsAll(words);
    }

    /** In the singular, more or less. */
    private static Set<String> words(String text) {
        Set<String> words = new TreeSet<>();
        WORD.matcher(text).results().map(MatchResult::group).map(word -> word.toLowerCase(Locale.ROOT)).forEach(word -> words
                .add(
                        word.replaceFirst("s$", "")));
        return words;
    }
}
