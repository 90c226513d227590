package dev.vespula.buildtool;

import dev.vespula.ModuleException;
import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.text.Wat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of a source folder that is a module or a component.
 *
 * @param file  the file
 * @param name  its path in the folder, with '/' between folders
 * @param shown what messages call it
 */
record WasmSource(Path file, String name, String shown) implements Source {
    static final String BINARY = ".wasm";
    static final String TEXT = ".wat";

    /** Whether a file is one by its name. */
    static boolean isNamed(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(BINARY) || name.endsWith(TEXT);
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

    @Override
    public String describe(ModuleException refusal) {
        String detail = Source.firstLine(refusal);
        if (detail.startsWith(shown + ":")) {
            return detail;
        }
        // Of a text it begins with the file, which generators know without its folder.
        String prefix = file.getFileName() + ":";
        return shown + ":" + (detail.startsWith(prefix) ? detail.substring(prefix.length()) : " " + detail);
    }
}
