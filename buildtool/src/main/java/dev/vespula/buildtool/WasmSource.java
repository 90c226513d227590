package dev.vespula.buildtool;

import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.text.Wat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of a source folder that is a module or a component.
 *
 * @param file  the file
 * @param name  its path in the folder, with '/' between folders
 * @param shown what messages call it
 */
record WasmSource(Path file, String name, String shown) {
    static final String BINARY = ".wasm";
    static final String TEXT = ".wat";

    /**
     * The sources of a folder, by name; none if it is not there.
     *
     * @param base what names in messages begin behind
     */
    static List<WasmSource> in(Path folder, Path base) throws IOException {
        List<WasmSource> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted().toList()) {
                    String name = slashed(folder.relativize(file));
                    if ((name.endsWith(BINARY) || name.endsWith(TEXT)) && Files.isRegularFile(file)) {
                        found.add(new WasmSource(file, name, shown(file, base)));
                    }
                }
            }
        }
        return found;
    }

    /** A file as it is seen from a folder. */
    static String shown(Path file, Path base) {
        return slashed(file.startsWith(base) ? base.relativize(file) : file);
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }

    boolean isText() {
        return name.endsWith(TEXT);
    }

    /** The name without its ending. */
    String stem() {
        return name.substring(0, name.lastIndexOf('.'));
    }

    byte[] content() throws IOException {
        return Files.readAllBytes(file);
    }

    boolean isComponent(byte[] content) {
        return isText() ? Wat.isComponent(content) : ComponentDecoder.isComponent(content);
    }

    /** The binary of a content. */
    byte[] binary(byte[] content) {
        return isText() ? Wat.parse(shown, content) : content;
    }
}
