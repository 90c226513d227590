package dev.vespula.conformance.fuzz;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Tier;
import dev.vespula.internal.policy.TierPolicy;

/** Engines whose compiler works as fuzzers want it. */
final class CompilerSettings {
    private CompilerSettings() {}

    /**
     * An engine that compiles in the thread that runs, so that what it does follows from its input alone, and in tier AUTO
     * almost everything.
     *
     * @param methodBytes the largest method of compiled code with which also memories leave room when they grow; 0 for what is
     *                    usual
     */
    static Engine engine(Config config, int methodBytes) {
        return Engine.of(config.with(TierPolicy.of(System.getProperties()).withThreshold(config.tier() == Tier.AUTO ? 2 : 0)
                .atOnce().withMethodBytes(methodBytes)));
    }
}
