package dev.vespula.compiler.code;

import dev.vespula.internal.policy.TierPolicy;

/** How code computes with vectors inside of an expression. Elsewhere a vector is two longs. */
public enum VectorCode {
    /** In longs, several lanes at a time, and in floats. */
    LANES,
    /** With {@code jdk.incubator.vector} where that is faster. */
    VECTOR_API;

    /**
     * What this JVM can do and the engine may. The module must be in the boot layer:
     * {@code java --add-modules jdk.incubator.vector}.
     */
    public static VectorCode best(TierPolicy policy) {
        boolean isPresent = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return isPresent && policy.vectors() == TierPolicy.Vectors.API_IF_PRESENT ? VECTOR_API : LANES;
    }
}
