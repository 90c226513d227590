package dev.vespula.text.script;

import dev.vespula.MalformedException;
import dev.vespula.text.parser.Cursor;
import dev.vespula.text.parser.ModuleParser;
import dev.vespula.text.syntax.Lexer;
import dev.vespula.text.syntax.Source;
import dev.vespula.text.syntax.SyntaxError;
import dev.vespula.text.syntax.Tokens;
import java.util.Optional;

/** A module as it stands in a script: text, quoted text or binary. Encoding text waits until it is asked for. */
public final class ModuleSource {
    /** How the module is written. */
    public enum Form {
        TEXT, QUOTE, BINARY
    }

    /** Where the bytes come from. */
    private interface Encoder {
        byte[] encode();
    }

    private final Optional<String> name;
    private final Form form;
    private final Encoder encoder;

    private ModuleSource(Optional<String> name, Form form, Encoder encoder) {
        this.name = name;
        this.form = form;
        this.encoder = encoder;
    }

    static ModuleSource binary(Optional<String> name, byte[] bytes) {
        return new ModuleSource(name, Form.BINARY, () -> bytes);
    }

    static ModuleSource quote(Optional<String> name, String where, byte[] text) {
        return new ModuleSource(name, Form.QUOTE, () -> ModuleParser.encode(Lexer.tokens(new Source(where, text))));
    }

    /** Text whose identifier or first field is the token. */
    static ModuleSource text(Optional<String> name, Tokens tokens, int token) {
        return new ModuleSource(name, Form.TEXT, () -> {
            Cursor cursor = new Cursor(tokens);
            cursor.moveTo(token);
            byte[] binary = ModuleParser.encode(cursor);
            cursor.expectClose();
            return binary;
        });
    }

    /** A script that is nothing but the fields of a module. */
    static ModuleSource fields(Tokens tokens) {
        return new ModuleSource(Optional.empty(), Form.TEXT, () -> ModuleParser.encode(tokens));
    }

    /** The identifier without its {@code $}. */
    public Optional<String> name() {
        return name;
    }

    public Form form() {
        return form;
    }

    /**
     * The module's binary, not necessarily valid.
     *
     * @throws MalformedException when the text is malformed
     */
    public byte[] binary() {
        try {
            return encode();
        } catch (SyntaxError error) {
            throw new MalformedException(error.getMessage(), error.describe());
        }
    }

    /** As {@link #binary}, syntax errors as they are. */
    byte[] encode() {
        return encoder.encode();
    }
}
