package dev.vespula.component.internal.names;

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
     * @param suffix what a version has more, by the attribute {@code versionsuffix}
     */
    record Canonical(String canonical, Optional<SemanticVersion> whole) implements Version {}
}
