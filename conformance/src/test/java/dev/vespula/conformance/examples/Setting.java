package dev.vespula.conformance.examples;

import java.nio.file.Path;
import java.util.List;

/**
 * Where an example runs.
 *
 * @param place  of which type's documentation, or document, it is
 * @param code   its lines
 * @param folder where its files are
 */
public record Setting(String place, String code, Path folder) {
    /** Whether it has one of these words. */
    boolean mentions(String words) {
        return code.matches("(?s).*\\b(?:" + words + ")\\b.*");
    }

    /** Whether it is in the documentation of one of these types, or in one of these documents. */
    boolean isIn(String... places) {
        return List.of(places).contains(place);
    }
}
