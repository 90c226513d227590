package dev.vespula.text;

import dev.vespula.spi.TextFormat;

/** The engine's way to this artifact; found as a service. */
public final class WatFormat implements TextFormat {

    @Override
    public byte[] encode(String name, byte[] text) {
        return Wat.parse(name, text);
    }
}
