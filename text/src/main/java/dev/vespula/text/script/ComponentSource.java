package dev.vespula.text.script;

import dev.vespula.component.internal.binary.ComponentEncoder;
import dev.vespula.text.parser.ComponentParser;
import dev.vespula.text.parser.Cursor;
import dev.vespula.text.parser.ModuleParser;
import dev.vespula.text.syntax.Lexer;
import dev.vespula.text.syntax.Source;
import dev.vespula.text.syntax.Tokens;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A component, or in some assertions a core module, as it stands in a script.
 *
 * @param binary encodes it; a syntax error when its text is malformed
 */
record ComponentSource(Optional<String> name, boolean isModule, Supplier<byte[]> binary) {

    static ComponentSource text(Optional<String> name, Tokens tokens, int token) {
        return new ComponentSource(name, false, () -> {
            Cursor cursor = new Cursor(tokens);
            cursor.moveTo(token);
            byte[] binary = ComponentEncoder.encode(ComponentParser.parse(cursor));
            cursor.expectClose();
            return binary;
        });
    }

    /** Quoted text: of the fields, or of the whole. */
    static ComponentSource quote(Optional<String> name, String where, byte[] text) {
        return new ComponentSource(name, false, () -> ComponentEncoder.encode(ComponentParser.parseQuoted(Lexer.tokens(
                new Source(
                        where, text)))));
    }

    static ComponentSource binary(Optional<String> name, byte[] binary) {
        return new ComponentSource(name, false, () -> binary);
    }

    static ComponentSource module(Tokens tokens, int token) {
        return new ComponentSource(Optional.empty(), true, () -> {
            Cursor cursor = new Cursor(tokens);
            cursor.moveTo(token);
            byte[] binary = ModuleParser.encode(cursor);
            cursor.expectClose();
            return binary;
        });
    }
}
