package dev.vespula.conformance.fuzz;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Tier;

/** Engines whose compiler works as fuzzers want it; what an engine is made with is read while it is made. */
final class CompilerSettings {
    private static final String THRESHOLD = "vespula.tier.threshold";
    private static final String BACKGROUND = "vespula.tier.background";
    private static final String EXTREMES = "vespula.tier.extremes";

    private CompilerSettings() {
    }

    /**
     * An engine that compiles in the thread that runs, so that what it does follows from its input alone, and in tier AUTO
     * almost everything.
     *
     * @param methodBytes the largest method of compiled code with which also memories leave room when they grow; 0 for what is
     *                    usual
     */
    static synchronized Engine engine(Config config, int methodBytes) {
        String threshold = System.getProperty(THRESHOLD);
        String background = System.getProperty(BACKGROUND);
        set(THRESHOLD, config.tier() == Tier.AUTO ? "2" : null);
        set(BACKGROUND, "false");
        set(EXTREMES, methodBytes == 0 ? null : Integer.toString(methodBytes));
        try {
            return Engine.of(config);
        } finally {
            set(THRESHOLD, threshold);
            set(BACKGROUND, background);
            set(EXTREMES, null);
        }
    }

    private static void set(String property, String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }
}
