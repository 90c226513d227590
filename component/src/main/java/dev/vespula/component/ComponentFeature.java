package dev.vespula.component;

import java.util.Locale;

/**
 * A part of the component model that has a gate of its own, because it came after the first release or is not done. On by
 * default is what the test suite of the component model wants on. A component that uses a part that is off is refused when it
 * is decoded or validated, with the name of the part.
 *
 * <pre>{@code
 * for (ComponentFeature feature : ComponentFeature.values()) {
 *     System.out.println(feature + (feature.isOnByDefault() ? " is on" : feature.isSupported() ? " is off" : " is missing"));
 * }
 * }</pre>
 */
public enum ComponentFeature {
    /** Asynchronous function types, {@code stream}, {@code future} and their built-in functions. On by default. */
    ASYNC(Gate.ON),
    /** Asynchronous forms of built-in functions that cancel. On by default. */
    MORE_ASYNC_BUILTINS(Gate.ON),
    /** Asynchronous lifts without a callback. On by default. */
    ASYNC_STACKFUL(Gate.ON),
    /** Built-in functions of threads that take turns. On by default. */
    THREADING(Gate.ON),
    /** Lists of a fixed length. On by default. */
    FIXED_LENGTH_LISTS(Gate.ON),
    /** Maps. On by default. */
    MAP(Gate.ON),
    /** The attributes {@code implements} and {@code external-id} of names. On by default. */
    IMPLEMENTS(Gate.ON),
    /** {@code error-context}. Off by default. */
    ERROR_CONTEXT(Gate.OFF),
    /** Canonical versions in names of interfaces, with the attribute {@code versionsuffix}. Off by default. */
    CANONICAL_NAMES(Gate.OFF),
    /** Namespaces and projections in several levels in names of interfaces. Off by default. */
    NESTED_NAMES(Gate.OFF),
    /** Memories with 64-bit addresses in the canonical ABI. Not supported. */
    MEMORY64(Gate.UNSUPPORTED),
    /** Values as imports, exports and definitions; start functions. Not supported. */
    VALUES(Gate.UNSUPPORTED),
    /** Built-in functions of threads that run side by side. Not supported. */
    SHARED_EVERYTHING_THREADS(Gate.UNSUPPORTED),
    /** The canonical ABI with garbage-collected objects. Not supported. */
    GC(Gate.UNSUPPORTED);

    private enum Gate {
        ON, OFF, UNSUPPORTED
    }

    private final Gate gate;

    ComponentFeature(Gate gate) {
        this.gate = gate;
    }

    /** Whether it is on where nobody says otherwise. */
    public boolean isOnByDefault() {
        return gate == Gate.ON;
    }

    /** Whether it can be switched on; what cannot is only known by its name. */
    public boolean isSupported() {
        return gate != Gate.UNSUPPORTED;
    }

    /** The name, in lower case with dashes. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
