package dev.vespula.text;

import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.component.internal.binary.ComponentEncoder;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.spi.TextFormat;
import dev.vespula.spi.TextPlaces;
import dev.vespula.text.parser.BinaryPlaces;
import dev.vespula.text.parser.ComponentParser;
import dev.vespula.text.parser.ComponentPlaces;
import dev.vespula.text.parser.ModuleParser;
import dev.vespula.text.syntax.Lexer;
import dev.vespula.text.syntax.Source;
import dev.vespula.text.syntax.Tokens;
import java.util.function.LongToIntFunction;

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
        if (ComponentParser.isComponent(tokens)) {
            if (!ComponentParser.isWrittenOut(tokens)) {
                return new Places(source, offset -> -1);
            }
            ComponentModel component = ComponentParser.parse(tokens);
            byte[] binary = ComponentEncoder.encode(component);
            ComponentPlaces places = new ComponentPlaces(component, ComponentDecoder.decode(binary, ComponentFeatures.ALL));
            return new Places(source, places::offset);
        }
        BinaryPlaces places = ModuleParser.places(tokens);
        return new Places(source, offset -> {
            int token = places.token(offset);
            return token < 0 ? -1 : tokens.start(token);
        });
    }

    /**
     * Places in a text.
     *
     * @param places where in it what is at an offset of the binary comes from; -1 for nowhere
     */
    private record Places(Source source, LongToIntFunction places) implements TextPlaces {
        @Override
        public String at(long offset) {
            int place = places.applyAsInt(offset);
            return place < 0 ? null : source.place(place);
        }

        @Override
        public String describe(long offset, String message) {
            int place = places.applyAsInt(offset);
            return place < 0 ? message : source.describe(place, message);
        }
    }
}
