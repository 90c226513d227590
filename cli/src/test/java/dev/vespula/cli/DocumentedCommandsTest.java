package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The command lines in the documents: those of ours are understood, and run as far as their files are there. */
class DocumentedCommandsTest extends CommandCase {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("^```sh\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern PROFILE = Pattern.compile("-P(\\w+)");

    @TempDir
    Path home;

    @TestFactory
    Stream<DynamicTest> lines() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String folder : List.of("", "docs", "bench", "examples")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder), folder.equals("docs") ? 2 : 1)) {
                // What is said about debugging is run by a test of its own.
                for (Path file : (Iterable<Path>) files.filter(one -> one.toString().endsWith(".md"))
                        .filter(one -> !one.endsWith("debugging.md")).sorted()::iterator) {
                    BLOCK.matcher(Files.readString(file)).results().flatMap(block -> block.group(1).lines())
                            .map(line -> line.replaceFirst("(^|\\s+)#.*", "")).filter(line -> !line.isBlank())
                            .forEach(line -> tests.add(DynamicTest.dynamicTest(file.getFileName() + ": " + line, () -> check(
                                    line))));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(20);
        return tests.stream();
    }

    private void check(String line) throws IOException {
        for (String command : line.split(" \\| ")) {
            // Without variables before it and files that are redirected after it.
            List<String> words = List.of(command.replaceFirst("^(\\w+=(<[^>]*>|\\S*) )+", "").replaceAll(" [<>] \\S+", "")
                    .strip().split("\\s+"));
            switch (words.get(0)) {
                case "./vespula" -> checkVespula(words.subList(1, words.size()));
                case "mvn", "./mvnw" -> checkMaven(words);
                case "gradle" -> assertThat(words.subList(1, words.size())).as("a project of the reader").containsExactly("-q",
                        "run");
                default -> assertThat(ROOT.resolve(words.get(0))).isRegularFile().isExecutable();
            }
        }
    }

    private void checkVespula(List<String> words) {
        String[] arguments = words.stream().map(word -> word.replace("examples/", ROOT.resolve("examples") + "/")
                .replaceFirst("^~", Matcher.quoteReplacement(home.toString())).replaceFirst("^'(.*)'$", "$1")).toArray(
                        String[]::new);
        int code = vespula(arguments);
        assertThat(code).as(err()).isNotEqualTo(Main.USAGE_ERROR);
        if (Stream.of(arguments).anyMatch(argument -> argument.endsWith(".wasm") && Files.exists(Path.of(argument)))) {
            assertThat(code).as(err()).isZero();
        }
    }

    private static void checkMaven(List<String> words) throws IOException {
        String project = Files.readString(ROOT.resolve("pom.xml"));
        for (String word : words) {
            PROFILE.matcher(word).results().forEach(found -> assertThat(project).contains("<id>" + found.group(1) + "</id>"));
        }
        if (words.contains("-pl")) {
            for (String module : words.get(words.indexOf("-pl") + 1).split(",")) {
                assertThat(ROOT.resolve(module).resolve("pom.xml")).exists();
            }
        }
    }
}
