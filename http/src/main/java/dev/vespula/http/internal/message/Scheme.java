package dev.vespula.http.internal.message;

import java.util.Locale;

/** {@code scheme}. */
public sealed interface Scheme {
    /** {@code http}. */
    record Http() implements Scheme {}

    /** {@code https}. */
    record Https() implements Scheme {}

    /** Another one. */
    record Other(String name) implements Scheme {}

    /** The scheme of a name. */
    static Scheme of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "http" -> new Http();
            case "https" -> new Https();
            default -> new Other(name);
        };
    }
}
