package dev.vespula.compiler.emit;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;

/**
 * Which parts of an expression over vectors are worth computing with {@code jdk.incubator.vector}. Each part can be computed
 * either way, and its value brought from one form to the other. Costs are about in instructions of the machine, three of
 * which take a nanosecond.
 */
final class ApiCosts {
    /** From two longs to a vector and back: a value that goes both ways in each trip of a loop takes 3 ns for that. */
    private static final int TO_VECTOR = 3;
    private static final int TO_LONGS = 5;
    private static final int UNKNOWN = 1 << 20;
    /** Of an operator that is computed in longs, both halves together, if it is none of those below. */
    private static final int LANES = 8;

    private final int[] words;
    private final Accesses accesses;

    /** What the value of an expression costs as two longs, and as a vector. */
    private record Cost(int longs, int vector) {
        /** Each form may also be had by way of the other. */
        Cost closed() {
            return new Cost(Math.min(longs, vector + TO_LONGS), Math.min(vector, longs + TO_VECTOR));
        }
    }

    ApiCosts(int[] words, Accesses accesses) {
        this.words = words;
        this.accesses = accesses;
    }

    /** Whether an expression whose value is needed as two longs should be computed as a vector. */
    boolean suitsLongs(int at) {
        Cost cost = own(at);
        return cost.vector + TO_LONGS < cost.longs;
    }

    /** Whether an expression whose value is needed as a vector should be computed as one. */
    boolean suitsVector(int at) {
        Cost cost = own(at);
        return cost.vector <= cost.longs + TO_VECTOR;
    }

    private Cost own(int at) {
        int op = Ir.op(words[at]);
        switch (op) {
            case Ir.SLOT_V128, Ir.GLOBAL_GET_V128 -> {
                return new Cost(0, UNKNOWN);
            }
            case Ir.CONST_V128 -> {
                return new Cost(0, 1);
            }
            case Ir.V128_LOAD -> {
                return new Cost(1, accesses.isFlat(at) ? 1 : UNKNOWN);
            }
            case Ir.I8X16_SPLAT, Ir.I16X8_SPLAT, Ir.I32X4_SPLAT, Ir.I64X2_SPLAT, Ir.F32X4_SPLAT, Ir.F64X2_SPLAT,
                    Ir.V128_LOAD8_SPLAT, Ir.V128_LOAD16_SPLAT, Ir.V128_LOAD32_SPLAT, Ir.V128_LOAD64_SPLAT -> {
                return new Cost(1, 1);
            }
            default -> {
                return operator(at, op);
            }
        }
    }

    private Cost operator(int at, int op) {
        int vector = Ir.has(op, Ir.FLAG_VECTOR) && Ir.width(op) == 0 ? ApiOperators.cost(op) : ApiOperators.UNKNOWN;
        vector = Math.min(vector, UNKNOWN);
        int longs = inLongs(op);
        int operand = IrReader.operands(words, at);
        for (int k = 0; k < Ir.operands(op); k++) {
            if (Ir.operand(op, k) == Ir.TYPE_V128) {
                Cost cost = own(operand).closed();
                vector = Math.min(UNKNOWN, vector + cost.vector);
                longs += cost.longs;
            }
            operand = IrReader.next(words, operand);
        }
        return new Cost(longs, vector);
    }

    private static int inLongs(int op) {
        return switch (op) {
            case Ir.V128_AND, Ir.V128_OR, Ir.V128_XOR, Ir.V128_NOT, Ir.V128_ANDNOT -> 2;
            case Ir.I64X2_ADD, Ir.I64X2_SUB, Ir.F64X2_ADD, Ir.F64X2_SUB, Ir.F64X2_MUL, Ir.F64X2_DIV, Ir.F64X2_SQRT,
                    Ir.V128_BITSELECT -> 4;
            case Ir.I16X8_MUL, Ir.F32X4_PMIN, Ir.F32X4_PMAX, Ir.I8X16_ADD_SAT_S, Ir.I16X8_ADD_SAT_S, Ir.I8X16_SUB_SAT_S,
                    Ir.I16X8_SUB_SAT_S, Ir.I8X16_ADD_SAT_U, Ir.I16X8_ADD_SAT_U -> 14;
            case Ir.I16X8_Q15MULR_SAT_S -> 30;
            case Ir.I8X16_SWIZZLE, Ir.I8X16_RELAXED_SWIZZLE -> 60;
            default -> LANES;
        };
    }
}
