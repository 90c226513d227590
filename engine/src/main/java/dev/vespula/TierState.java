package dev.vespula;

import java.util.Objects;
import java.util.Optional;

/**
 * Whether a tier is there.
 *
 * @param tier    the tier
 * @param missing what it lacks, in words; empty if nothing. Without it {@link Tier#AUTO} interprets everything, and an engine
 *                of {@link Tier#COMPILED} cannot be made or cannot compile
 * @see Engine#tiers()
 * @see Tier
 */
public record TierState(Tier tier, Optional<String> missing) {
    /** The state of a tier. */
    public TierState {
        Objects.requireNonNull(tier, "tier");
        Objects.requireNonNull(missing, "missing");
    }

    /** Whether it lacks nothing. */
    public boolean isAvailable() {
        return missing.isEmpty();
    }
}
