package dev.vespula.internal.translate;

import dev.vespula.internal.ir.Ir;

/** How comparisons turn into others. */
final class Comparisons {
    private static final short[] INVERSE = new short[Ir.COUNT];
    private static final short[] SWAPPED = new short[Ir.COUNT];

    static {
        for (int op = 0; op < Ir.COUNT; op++) {
            INVERSE[op] = -1;
            SWAPPED[op] = -1;
        }
        inverse(Ir.I32_EQ, Ir.I32_NE);
        inverse(Ir.I32_LT_S, Ir.I32_GE_S);
        inverse(Ir.I32_LT_U, Ir.I32_GE_U);
        inverse(Ir.I32_GT_S, Ir.I32_LE_S);
        inverse(Ir.I32_GT_U, Ir.I32_LE_U);
        inverse(Ir.I64_EQ, Ir.I64_NE);
        inverse(Ir.I64_LT_S, Ir.I64_GE_S);
        inverse(Ir.I64_LT_U, Ir.I64_GE_U);
        inverse(Ir.I64_GT_S, Ir.I64_LE_S);
        inverse(Ir.I64_GT_U, Ir.I64_LE_U);
        // NaN compares unequal both ways, so of the float comparisons only these two are opposites.
        inverse(Ir.F32_EQ, Ir.F32_NE);
        inverse(Ir.F64_EQ, Ir.F64_NE);

        swapped(Ir.I32_EQ, Ir.I32_EQ);
        swapped(Ir.I32_NE, Ir.I32_NE);
        swapped(Ir.I32_LT_S, Ir.I32_GT_S);
        swapped(Ir.I32_LT_U, Ir.I32_GT_U);
        swapped(Ir.I32_LE_S, Ir.I32_GE_S);
        swapped(Ir.I32_LE_U, Ir.I32_GE_U);
        swapped(Ir.I64_EQ, Ir.I64_EQ);
        swapped(Ir.I64_NE, Ir.I64_NE);
        swapped(Ir.I64_LT_S, Ir.I64_GT_S);
        swapped(Ir.I64_LT_U, Ir.I64_GT_U);
        swapped(Ir.I64_LE_S, Ir.I64_GE_S);
        swapped(Ir.I64_LE_U, Ir.I64_GE_U);
    }

    private Comparisons() {}

    /** The comparison that holds exactly when this one does not, or -1. */
    static int inverse(int op) {
        return INVERSE[op];
    }

    /** The integer comparison with its operands in the other order, or -1. */
    static int swapped(int op) {
        return SWAPPED[op];
    }

    private static void inverse(int op, int other) {
        INVERSE[op] = (short) other;
        INVERSE[other] = (short) op;
    }

    private static void swapped(int op, int other) {
        SWAPPED[op] = (short) other;
        SWAPPED[other] = (short) op;
    }
}
