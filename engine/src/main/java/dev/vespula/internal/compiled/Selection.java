package dev.vespula.internal.compiled;

import dev.vespula.internal.contract.Contract;

/** {@code select} between floats; between integers compiled code chooses without branches and calls. */
@Contract
public final class Selection {
    private Selection() {}

    /** {@code select}. */
    public static float select(float a, float b, int condition) {
        return condition != 0 ? a : b;
    }

    /** {@code select}. */
    public static double select(double a, double b, int condition) {
        return condition != 0 ? a : b;
    }
}
