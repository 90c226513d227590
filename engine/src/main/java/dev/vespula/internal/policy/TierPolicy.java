package dev.vespula.internal.policy;

import java.util.Properties;

/**
 * When and how an engine compiles, as far as users have no say in it: they choose {@link dev.vespula.Tier} and
 * {@link dev.vespula.Config.CodeUse}, while the figures here were measured, and anything else is for tests.
 *
 * @param threshold   blocks that are interpreted between two samples, after the first of which a function is compiled, and the
 *                    compiler is there from the beginning; 0 for what pays
 * @param compiling   who compiles
 * @param failures    what becomes of code that cannot be compiled
 * @param vectors     what code computes vectors with
 * @param methodBytes the largest method of compiled code, so that small functions are split and their handlers merged, and
 *                    memories leave room behind their end whenever they grow, which they take back whenever compiled code wants
 *                    it: what is rare in usual programs then happens all the time; 0 for what is usual
 * @param lifetime    how long what is compiled is going to be of use
 */
public record TierPolicy(int threshold, Compiling compiling, Failures failures, Vectors vectors, int methodBytes,
        Lifetime lifetime) {
    /** What users get. */
    public static final TierPolicy USUAL = new TierPolicy(0, Compiling.IN_BACKGROUND, Failures.INTERPRETED,
            Vectors.API_IF_PRESENT, 0, Lifetime.SERVICE);

    /** Who compiles what is hot. */
    public enum Compiling {
        /** A thread of its own. */
        IN_BACKGROUND,
        /** Whoever finds it, before going on: so what is compiled when depends on the program alone. */
        AT_ONCE
    }

    /** What becomes of functions and loops that cannot be compiled. */
    public enum Failures {
        /** They stay interpreted. */
        INTERPRETED,
        /** They are errors of whoever compiles. */
        THROWN
    }

    /** How long an engine lives. */
    public enum Lifetime {
        /** For long: what takes compilers' time now pays later. */
        SERVICE,
        /** For one run of a program, which may be over soon. */
        PROGRAM
    }

    /** What code computes vectors with. */
    public enum Vectors {
        /** {@code jdk.incubator.vector} if the JVM was started with it. */
        API_IF_PRESENT,
        /** Longs and floats in any case. */
        LANES
    }

    /**
     * The usual policy but for what system properties say: {@code vespula.tier.threshold}, {@code .background} (false for at
     * once), {@code .strict} (true for failures that are thrown), {@code .extremes} (bytes of a method), and
     * {@code vespula.vectors} (false for lanes). For main methods and tests to ask; the engine itself reads none.
     */
    public static TierPolicy of(Properties properties) {
        return new TierPolicy(
                Integer.parseInt(properties.getProperty("vespula.tier.threshold", "0")),
                isTrue(properties, "vespula.tier.background", "true") ? Compiling.IN_BACKGROUND : Compiling.AT_ONCE,
                isTrue(properties, "vespula.tier.strict", "false") ? Failures.THROWN : Failures.INTERPRETED,
                isTrue(properties, "vespula.vectors", "true") ? Vectors.API_IF_PRESENT : Vectors.LANES,
                Integer.parseInt(properties.getProperty("vespula.tier.extremes", "0")),
                Lifetime.SERVICE);
    }

    private static boolean isTrue(Properties properties, String name, String usual) {
        return Boolean.parseBoolean(properties.getProperty(name, usual));
    }

    /** A copy with another threshold. */
    public TierPolicy withThreshold(int blocks) {
        return new TierPolicy(blocks, compiling, failures, vectors, methodBytes, lifetime);
    }

    /** A copy with which what is hot is compiled by whoever finds it. */
    public TierPolicy atOnce() {
        return new TierPolicy(threshold, Compiling.AT_ONCE, failures, vectors, methodBytes, lifetime);
    }

    /** A copy with which failures of the compiler are thrown. */
    public TierPolicy strict() {
        return new TierPolicy(threshold, compiling, Failures.THROWN, vectors, methodBytes, lifetime);
    }

    /** A copy with which vectors are computed in lanes. */
    public TierPolicy inLanes() {
        return new TierPolicy(threshold, compiling, failures, Vectors.LANES, methodBytes, lifetime);
    }

    /** A copy with another largest method. */
    public TierPolicy withMethodBytes(int bytes) {
        return new TierPolicy(threshold, compiling, failures, vectors, bytes, lifetime);
    }

    /** A copy for an engine that runs one program. */
    public TierPolicy forProgram() {
        return new TierPolicy(threshold, compiling, failures, vectors, methodBytes, Lifetime.PROGRAM);
    }

    /** Whether what is rare happens all the time. */
    public boolean isExtreme() {
        return methodBytes > 0;
    }
}
