package dev.vespula.conformance;

/** How much the tests do: the usual, or with the build's profile {@code stress} as much as is worth it. */
public final class Stress {
    private static final boolean IS_ON = Boolean.getBoolean("vespula.stress");

    private Stress() {}

    /** One of both. */
    public static <T> T choose(T usual, T stress) {
        return IS_ON ? stress : usual;
    }
}
