package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.testing.OnOneJdk;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the documents name is there: classes, packages, files, and what links lead to. */
@OnOneJdk
class DocumentsTest {
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    /** Words of two humps or more, and whatever is said to be a source file. */
    private static final Pattern CLASS =
            Pattern.compile("(?<![\\w$./:=-])([A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+)\\b|\\b(\\w+)\\.java\\b");
    private static final Pattern PACKAGE = Pattern.compile("(?<![\\w.])(?:dev\\.vespula\\.)?(internal(?:\\.[a-z]+)+)\\b");
    private static final Pattern FILE = Pattern.compile("[\\w.-]+/[\\w./-]*[\\w]");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)[^)]*\\)");
    private static final Pattern DECLARATION = Pattern.compile("\\b(?:class|interface|enum|record)\\s+([A-Z]\\w*)");
    /** Also those that are expected of the generator of bindings. */
    private static final Pattern SOURCE = Pattern.compile("\\.java(?:\\.txt)?$");
    /** Look like classes. */
    private static final Set<String> OTHER_WORDS = Set.of("WebAssembly", "ArchiveRelocationMode", "PerMethodTrapLimit",
            "NullMarked", "AddOne", "DataException");

    @TestFactory
    Stream<DynamicTest> documents() throws IOException {
        Set<String> classes = classes();
        return Documents.all().stream().map(document -> DynamicTest.dynamicTest(
                Documents.ROOT.relativize(document).toString(), () -> check(document, classes)));
    }

    private static void check(Path document, Set<String> classes) throws IOException {
        String prose = ofOurs(document);
        List<String> codes = CODE.matcher(prose).results().map(code -> code.group(1)).toList();
        assertThat(codes.stream().flatMap(code -> CLASS.matcher(code).results()).map(DocumentsTest::name))
                .as("classes").allMatch(classes::contains);
        assertThat(codes.stream().flatMap(code -> PACKAGE.matcher(code).results()).map(found -> found.group(1)))
                .as("packages").allMatch(name -> isPackage(name.replace('.', '/')));
        assertThat(codes.stream().filter(code -> FILE.matcher(code).matches()).filter(code -> isModule(code.split("/")[0])))
                .as("files").allMatch(name -> Files.exists(Documents.ROOT.resolve(name)));
        assertThat(LINK.matcher(prose).results().map(link -> link.group(1)).filter(link -> !link.contains(":")))
                .as("links").allMatch(link -> Files.exists(document.resolveSibling(link)));
    }

    /** Where a page tells how to come from another engine, the names of that stand first in a row. */
    private static String ofOurs(Path document) throws IOException {
        String prose = Documents.prose(document);
        return document.getParent().endsWith("coming-from") ? prose.replaceAll("(?m)^\\| [^|]+ \\|", "|") : prose;
    }

    private static String name(MatchResult found) {
        return found.group(1) != null ? found.group(1) : found.group(2);
    }

    private static boolean isPackage(String folder) {
        return Stream.of("engine/src/main/java/dev/vespula", "wasi/src/main/java/dev/vespula/wasi",
                "component/src/main/java/dev/vespula/component", "bindings/src/main/java/dev/vespula/bindings",
                "udf/src/main/java/dev/vespula/udf", "spark/src/main/java/dev/vespula/spark",
                "flink/src/main/java/dev/vespula/flink").anyMatch(room -> Files.isDirectory(Documents.ROOT.resolve(room)
                        .resolve(
                                folder)));
    }

    private static boolean isModule(String folder) {
        return !folder.equals("..") && Files.isDirectory(Documents.ROOT.resolve(folder));
    }

    /** Simple names: of our sources, those that the build makes too, and of the JDK. */
    private static Set<String> classes() throws IOException {
        Set<String> names = new HashSet<>(OTHER_WORDS);
        try (Stream<Path> files = Files.walk(Documents.ROOT)) {
            for (Path file : files.filter(path -> SOURCE.matcher(path.toString()).find()).toList()) {
                names.add(file.getFileName().toString().replaceFirst("\\..*", ""));
                DECLARATION.matcher(Files.readString(file)).results().forEach(found -> names.add(found.group(1)));
            }
        }
        try (Stream<Path> files = Files.walk(FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules"))) {
            names.addAll(files.map(path -> path.getFileName() == null ? "" : path.getFileName().toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(name.lastIndexOf('$') + 1, name.length() - ".class".length()))
                    .collect(Collectors.toSet()));
        }
        return names;
    }
}
