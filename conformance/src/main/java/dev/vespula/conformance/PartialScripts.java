package dev.vespula.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** Scripts of components of which a part cannot be run yet, with how much of each and the reason: a resource that can only become shorter. */
final class PartialScripts {
    private static final String RESOURCE = "partial-scripts.properties";
    private static final Properties REASONS = load();

    private PartialScripts() {}

    private static Properties load() {
        Properties reasons = new Properties();
        try (InputStream in = PartialScripts.class.getResourceAsStream(RESOURCE)) {
            reasons.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reasons;
    }

    /**
     * A part of a script that is not run.
     *
     * @param directives how many
     * @param reason what they need
     */
    record Part(int directives, String reason) {}

    /** The part of a script, by its folder and name, that is not run; empty for one that runs. */
    static Optional<Part> of(String script) {
        return Optional.ofNullable(REASONS.getProperty(script)).map(line -> {
            int space = line.indexOf(' ');
            return new Part(Integer.parseInt(line.substring(0, space)), line.substring(space + 1));
        });
    }
}
