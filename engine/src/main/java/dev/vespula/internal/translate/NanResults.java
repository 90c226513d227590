package dev.vespula.internal.translate;

import dev.vespula.internal.ir.Ir;

/** Which NaN an operator gives. */
public enum NanResults {
    /** The one that the machine's arithmetic gives. */
    AS_COMPUTED,
    /** Always the canonical one: behind each operator that may give another an operator of its own makes it so. */
    CANONICAL;

    private static final byte[] FIX = new byte[Ir.COUNT];
    private static final int[] FIXES = {-1, Ir.F32_CANONICAL, Ir.F64_CANONICAL, Ir.F32X4_CANONICAL, Ir.F64X2_CANONICAL};

    static {
        mark(1, Ir.F32_CEIL, Ir.F32_FLOOR, Ir.F32_TRUNC, Ir.F32_NEAREST, Ir.F32_SQRT, Ir.F32_ADD, Ir.F32_SUB, Ir.F32_MUL,
                Ir.F32_DIV, Ir.F32_MIN, Ir.F32_MAX, Ir.F32_DEMOTE_F64);
        mark(2, Ir.F64_CEIL, Ir.F64_FLOOR, Ir.F64_TRUNC, Ir.F64_NEAREST, Ir.F64_SQRT, Ir.F64_ADD, Ir.F64_SUB, Ir.F64_MUL,
                Ir.F64_DIV, Ir.F64_MIN, Ir.F64_MAX, Ir.F64_PROMOTE_F32);
        mark(3, Ir.F32X4_CEIL, Ir.F32X4_FLOOR, Ir.F32X4_TRUNC, Ir.F32X4_NEAREST, Ir.F32X4_SQRT, Ir.F32X4_ADD, Ir.F32X4_SUB,
                Ir.F32X4_MUL, Ir.F32X4_DIV, Ir.F32X4_MIN, Ir.F32X4_MAX, Ir.F32X4_DEMOTE_F64X2_ZERO, Ir.F32X4_RELAXED_MADD,
                Ir.F32X4_RELAXED_NMADD, Ir.F32X4_RELAXED_MIN, Ir.F32X4_RELAXED_MAX);
        mark(4, Ir.F64X2_CEIL, Ir.F64X2_FLOOR, Ir.F64X2_TRUNC, Ir.F64X2_NEAREST, Ir.F64X2_SQRT, Ir.F64X2_ADD, Ir.F64X2_SUB,
                Ir.F64X2_MUL, Ir.F64X2_DIV, Ir.F64X2_MIN, Ir.F64X2_MAX, Ir.F64X2_PROMOTE_LOW_F32X4, Ir.F64X2_RELAXED_MADD,
                Ir.F64X2_RELAXED_NMADD, Ir.F64X2_RELAXED_MIN, Ir.F64X2_RELAXED_MAX);
    }

    private static void mark(int fix, int... ops) {
        for (int op : ops) {
            FIX[op] = (byte) fix;
        }
    }

    /** The op to write behind an op, or -1. Operators that only move bits (abs, neg, copysign, pmin) need none. */
    int fix(int op) {
        return this == CANONICAL ? FIXES[FIX[op]] : -1;
    }
}
