package dev.vespula.buildtool;

import dev.vespula.ModuleException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder whose {@code .wit} files are a package, with those that it uses in its folder {@code deps}.
 *
 * @param folder the folder
 * @param name   its path in the source folder and {@code *.wit}, with '/' between folders
 * @param shown  what messages call it
 */
record WitSource(Path folder, String name, String shown) implements Source {
    /** Where in a package's folder the packages are that it uses. */
    static final String DEPENDENCIES = "deps";
    private static final String WIT = ".wit";

    /** Whether a file is WIT by its name. */
    static boolean isNamed(Path file) {
        return file.getFileName().toString().endsWith(WIT);
    }

    /** Names and contents of everything that the package is read from, in turns. */
    byte[][] contents() throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (Path file : files()) {
            contents.add(Source.slashed(folder.relativize(file)).getBytes(StandardCharsets.UTF_8));
            contents.add(Files.readAllBytes(file));
        }
        return contents.toArray(byte[][]::new);
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(WitSource::isNamed).forEach(files::add);
        }
        Path dependencies = folder.resolve(DEPENDENCIES);
        if (Files.isDirectory(dependencies)) {
            try (Stream<Path> below = Files.walk(dependencies)) {
                below.forEach(files::add);
            }
        }
        return files.stream().filter(Files::isRegularFile).sorted().toList();
    }

    /** What is wrong stands at a place of one of the files, named with all its folders. */
    @Override
    public String describe(ModuleException refusal) {
        String detail = Source.firstLine(refusal);
        String prefix = folder.toString();
        int end = detail.indexOf(':', prefix.length());
        if (!detail.startsWith(prefix) || end < 0) {
            return shown + ": " + detail;
        }
        return shown + detail.substring(prefix.length(), end).replace('\\', '/') + detail.substring(end);
    }
}
