package dev.vespula;

import dev.vespula.spi.TextFormat;
import java.nio.file.Path;
import java.util.ServiceLoader;

/** Modules that come as text: tells them from binary ones and has them encoded. */
final class TextModules {

    private TextModules() {}

    /** Finds the provider once, and only when a text asks for it. */
    private static final class Provider {
        private static final TextFormat FORMAT = ServiceLoader.load(TextFormat.class, TextFormat.class.getClassLoader())
                .findFirst()
                .or(() -> ServiceLoader.load(TextFormat.class).findFirst())
                .orElse(null);
    }

    /** The bytes themselves when they are binary, the encoded module when they are text. */
    static byte[] binary(byte[] bytes) {
        return TextFormat.isText(bytes) ? encode("module", bytes) : bytes;
    }

    /** As {@link #binary(byte[])}; a file named {@code .wat} is text whatever is in it. */
    static byte[] binary(Path file, byte[] bytes) {
        return file.toString().endsWith(".wat") || TextFormat.isText(bytes) ? encode(file.toString(), bytes) : bytes;
    }

    private static byte[] encode(String name, byte[] text) {
        if (Provider.FORMAT == null) {
            throw new MalformedException(
                    name + " is in the text format, which needs the artifact dev.vespula:vespula-text", -1);
        }
        return Provider.FORMAT.encode(name, text);
    }
}
