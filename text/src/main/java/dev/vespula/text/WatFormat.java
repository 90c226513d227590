package dev.vespula.text;

import dev.vespula.spi.TextFormat;
import dev.vespula.spi.TextPlaces;
import dev.vespula.text.parser.BinaryPlaces;
import dev.vespula.text.parser.ModuleParser;
import dev.vespula.text.syntax.Lexer;
import dev.vespula.text.syntax.Source;
import dev.vespula.text.syntax.Tokens;

/** The engine's way to this artifact; found as a service. */
public final class WatFormat implements TextFormat {
    @Override
    public byte[] encode(String name, byte[] text) {
        return Wat.parse(name, text);
    }

    @Override
    public TextPlaces places(String name, byte[] text) {
        Source source = new Source(name, text);
        Tokens tokens = Lexer.tokens(source);
        BinaryPlaces places = ModuleParser.places(tokens);
        return new Places(source, tokens, places);
    }

    private record Places(Source source, Tokens tokens, BinaryPlaces places) implements TextPlaces {
        @Override
        public String at(long offset) {
            int token = places.token(offset);
            return token < 0 ? null : source.place(tokens.start(token));
        }

        @Override
        public String describe(long offset, String message) {
            int token = places.token(offset);
            return token < 0 ? message : source.describe(tokens.start(token), message);
        }
    }
}
