package dev.vespula.compiler.emit;

/** How code computes with vectors inside of an expression. Elsewhere a vector is two longs. */
public enum VectorCode {
    /** In longs, several lanes at a time, and in floats. */
    LANES,
    /** With {@code jdk.incubator.vector} where that is faster. */
    VECTOR_API;

    /** System property: {@code false} keeps code from using {@code jdk.incubator.vector} although it is there. */
    public static final String PROPERTY = "vespula.vectors";

    /**
     * What this JVM can do. The module must be in the boot layer: {@code java --add-modules jdk.incubator.vector}. Read when
     * an engine is made.
     */
    public static VectorCode best() {
        boolean isPresent = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return isPresent && !"false".equals(System.getProperty(PROPERTY)) ? VECTOR_API : LANES;
    }
}
