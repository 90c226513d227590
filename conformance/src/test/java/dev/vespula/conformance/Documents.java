package dev.vespula.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The documents of the repository and the blocks of code in them. */
public final class Documents {
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Documents() {}

    /** All of them, in the folders where people look for them. */
    public static List<Path> all() throws IOException {
        try (Stream<Path> files = Stream.concat(Stream.of("", "bench", "examples", "examples/rules", "examples/sqlite",
                "examples/javascript", "examples/workflow", "examples/service", "examples/geo",
                "examples/languages", "examples/continuations").map(ROOT::resolve).flatMap(
                        Documents::list),
                Files.walk(ROOT.resolve("docs")))) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }

    private static Stream<Path> list(Path folder) {
        try {
            return Files.list(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The blocks in one language, without their fences. */
    public static List<String> blocks(Path document, String language) throws IOException {
        return Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(document)).results().map(block -> block.group(1)).toList();
    }

    /** What is not in blocks. */
    public static String prose(Path document) throws IOException {
        return Files.readString(document).replaceAll("(?sm)^```.*?^```$", "");
    }
}
