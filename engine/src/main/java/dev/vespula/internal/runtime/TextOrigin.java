package dev.vespula.internal.runtime;

import dev.vespula.ModuleException;
import dev.vespula.spi.TextFormat;
import dev.vespula.spi.TextPlaces;

/**
 * The text that a module was made of: for errors and backtraces, which tell lines. Where the parts of the binary come from is
 * found out when it is first asked for, by encoding the text again.
 */
public final class TextOrigin {
    private final TextFormat format;
    private final String name;
    private final byte[] text;
    private volatile TextPlaces places;

    /** Keeps the text, which must not change any more. */
    public TextOrigin(TextFormat format, String name, byte[] text) {
        this.format = format;
        this.name = name;
        this.text = text;
    }

    /** The binary. */
    public byte[] encode() {
        return format.encode(name, text);
    }

    /** {@code name:line:column} for an offset in the binary; null if it is not known. */
    String at(long offset) {
        return places().at(offset);
    }

    /** The same refusal with line and column, if its place is known. */
    public ModuleException located(ModuleException refusal) {
        return refusal.offset() < 0 ? refusal : places().located(refusal);
    }

    private TextPlaces places() {
        TextPlaces known = places;
        if (known == null) {
            known = format.places(name, text);
            places = known;
        }
        return known;
    }
}
