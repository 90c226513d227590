package dev.vespula.text.script;

import dev.vespula.text.syntax.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A script as read.
 *
 * @param name what reports call it, usually the file's name
 */
public record Script(String name, List<Directive> directives) {

    public Script {
        directives = List.copyOf(directives);
    }

    /**
     * Reads a script. A directive that cannot be read becomes {@link Directive.Unreadable}; a text that cannot even be
     * cut into tokens becomes one such directive.
     *
     * @param text UTF-8
     */
    public static Script parse(String name, byte[] text) {
        Source source = new Source(name, text);
        return new Script(name, new ScriptParser(source).parse());
    }

    /**
     * Reads a script from a file.
     *
     * @throws IOException when the file cannot be read
     */
    public static Script read(Path file) throws IOException {
        return parse(file.getFileName().toString(), Files.readAllBytes(file));
    }
}
