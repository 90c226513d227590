package dev.vespula.kafka.connect;

import dev.vespula.text.Wat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Modules of the tests as files. */
final class Modules {
    private Modules() {}

    /** The functions of records.wat. */
    static Path records(Path folder) throws IOException {
        try (InputStream in = Modules.class.getResourceAsStream("records.wat")) {
            return write(folder, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** A module of a text. */
    static Path write(Path folder, String text) throws IOException {
        return Files.write(folder.resolve("module.wasm"), Wat.parse(text));
    }
}
