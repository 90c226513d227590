package dev.vespula.conformance;

import dev.vespula.Config;
import dev.vespula.internal.policy.TierPolicy;

/** The tiers that tests run in: the build sets system properties with which almost everything is compiled almost at once. */
public final class TestedTiers {
    private TestedTiers() {}

    /** The defaults, but for what system properties say about tiers. */
    public static Config config() {
        return new Config().with(TierPolicy.of(System.getProperties()));
    }
}
