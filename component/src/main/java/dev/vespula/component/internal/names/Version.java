package dev.vespula.component.internal.names;

import dev.vespula.component.wit.SemanticVersion;
import java.util.Optional;

/**
 * A version: that of Semantic Versioning 2.0, or a canonical one, which is the part of such a version that says what it is
 * compatible with.
 */
public sealed interface Version {

    /** A whole one. */
    record Semantic(SemanticVersion version) implements Version {}

    /**
     * The canonical part: {@code 1}, {@code 0.2} or {@code 0.0.3}.
     *
     * @param whole with what the attribute {@code versionsuffix} adds, if there is one
     */
    record Canonical(String canonical, Optional<SemanticVersion> whole) implements Version {}

    /** The canonical part of a version; the rest, a pre-release included, stands in a {@code versionsuffix}. */
    static String canonical(SemanticVersion version) {
        if (version.major() != 0) {
            return Long.toUnsignedString(version.major());
        }
        return version.minor() != 0
                ? "0." + Long.toUnsignedString(version.minor())
                : "0.0." + Long.toUnsignedString(version.patch());
    }
}
