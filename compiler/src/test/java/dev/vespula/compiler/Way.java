package dev.vespula.compiler;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Tier;

/** Ways of executing the same program, which must not be told apart by anything but speed. */
enum Way {
    /** Everything is interpreted: what the others are compared with. */
    INTERPRETED(Tier.INTERPRETER, 1),
    /** Everything is compiled before it runs. */
    COMPILED(Tier.COMPILED, 1),
    /** A function is compiled as soon as the interpreter has been seen in it, a loop of it when it is seen there again. */
    MIXED(Tier.AUTO, 2),
    /** As {@link #MIXED}, but later, so that more frames of both kinds are under way at the same time. */
    MIXED_LATER(Tier.AUTO, 37);

    private final Tier tier;
    private final int threshold;

    Way(Tier tier, int threshold) {
        this.tier = tier;
        this.threshold = threshold;
    }

    /**
     * An engine that works this way; what is compiled when depends on the program alone, and what cannot be compiled fails a
     * test instead of being interpreted.
     */
    Engine engine(Config config) {
        return Engine.of(config.withTier(tier).with(config.tierPolicy().withThreshold(threshold).atOnce().strict()));
    }
}
