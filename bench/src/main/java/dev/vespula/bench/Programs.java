package dev.vespula.bench;

import dev.vespula.text.Wat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The programs that come with the benchmarks. */
final class Programs {
    private Programs() {}

    /** A program that is written in text, as a binary module. */
    static byte[] text(String name) throws IOException {
        return Wat.parse(new String(resource(name + ".wat"), StandardCharsets.UTF_8));
    }

    /** A program that a compiler made. */
    static byte[] binary(String name) throws IOException {
        return resource(name + ".wasm");
    }

    private static byte[] resource(String file) throws IOException {
        try (InputStream in = Programs.class.getResourceAsStream(file)) {
            return in.readAllBytes();
        }
    }
}
