package dev.vespula.http;

import java.util.Objects;

/**
 * A field of the head or of the trailers of a message.
 *
 * @param name as it was written; compared without regard to case
 * @param value its bytes, a character from 0 to 255 for each
 */
public record HttpField(String name, String value) {
    /** Checks that both are there. */
    public HttpField {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }
}
