package dev.vespula.internal.load;

import dev.vespula.MalformedException;
import dev.vespula.internal.runtime.TextOrigin;
import dev.vespula.spi.TextFormat;
import java.util.ServiceLoader;

/** Modules that come as text: tells them from binary ones and has them encoded. */
public final class TextModules {

    private TextModules() {}

    /** Finds the provider once, and only when a text asks for it. */
    private static final class Provider {
        private static final TextFormat FORMAT = ServiceLoader.load(TextFormat.class, TextFormat.class.getClassLoader())
                .findFirst()
                .or(() -> ServiceLoader.load(TextFormat.class).findFirst())
                .orElse(null);
    }

    /**
     * The text that bytes are, which nobody else will write to; null when they are binary. A file named {@code .wat} is text
     * unless it begins as a binary does.
     */
    public static TextOrigin of(String name, byte[] bytes) {
        boolean isText = name.endsWith(".wat") && !isBinary(bytes) || TextFormat.isText(bytes);
        return isText ? text(name, bytes) : null;
    }

    private static boolean isBinary(byte[] bytes) {
        return bytes.length >= 4 && bytes[0] == 0 && bytes[1] == 'a' && bytes[2] == 's' && bytes[3] == 'm';
    }

    private static TextOrigin text(String name, byte[] text) {
        if (Provider.FORMAT == null) {
            throw new MalformedException(
                    name + " is in the text format, which needs the artifact dev.vespula:vespula-text", -1);
        }
        return new TextOrigin(Provider.FORMAT, name, text);
    }
}
