package dev.vespula.internal.runtime;

import dev.vespula.internal.contract.Contract;

/** {@code select} between values that cannot be computed with. */
@Contract
public final class Selection {
    private Selection() {
    }

    /** {@code select}. */
    public static float select(float a, float b, int condition) {
        return condition != 0 ? a : b;
    }

    /** {@code select}. */
    public static double select(double a, double b, int condition) {
        return condition != 0 ? a : b;
    }

    /** {@code select}. */
    public static Object select(Object a, Object b, int condition) {
        return condition != 0 ? a : b;
    }
}
