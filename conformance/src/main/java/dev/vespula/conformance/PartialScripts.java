package dev.vespula.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** Scripts of components of which a part cannot be run yet, each with its reason: a resource that can only become shorter. */
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

    /** Why a part of a script, by its folder and name, is not run; empty for one that runs. */
    static Optional<String> reason(String script) {
        return Optional.ofNullable(REASONS.getProperty(script));
    }
}
