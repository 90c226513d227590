package dev.vespula.component.wit;

import java.util.Optional;

/** Since when, or with what, something is there. */
public sealed interface WitGate {
    /** The version since which it should no longer be used. */
    Optional<SemanticVersion> deprecated();

    /** {@code @since}. */
    record Since(SemanticVersion version, Optional<SemanticVersion> deprecated) implements WitGate {}

    /** {@code @unstable}: it is there only for those who switched the feature on. */
    record Unstable(String feature, Optional<SemanticVersion> deprecated) implements WitGate {}
}
