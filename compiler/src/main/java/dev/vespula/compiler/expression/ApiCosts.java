package dev.vespula.compiler.expression;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.numeric.ShufflePlan;

/**
 * Which parts of an expression over vectors are worth computing with {@code jdk.incubator.vector}. Each part can be computed
 * either way, and its value brought from one form to the other. Costs are about in instructions of the machine, three of
 * which take a nanosecond.
 */
final class ApiCosts {
    /** From two longs to a vector and back: a value that goes both ways in each trip of a loop takes 3 to 4 ns for that. */
    private static final int TO_VECTOR = 3;
    private static final int TO_LONGS = 5;
    /** From a variable, which has mostly just been computed, in a loop in the trip before. */
    private static final int FROM_VARIABLE = 7;
    private static final int STORE = 3;

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
    boolean suitsLongs(int pc) {
        Cost cost = own(pc);
        return isComputed(pc) && cost.vector + TO_LONGS < cost.longs;
    }

    /** Whether an expression whose value is needed as a vector should be computed as one. */
    boolean suitsVector(int pc) {
        Cost cost = own(pc);
        return isComputed(pc) && cost.vector <= cost.longs + TO_VECTOR;
    }

    /** Whether an expression that is stored to memory should be computed as a vector. */
    boolean suitsStore(int pc) {
        Cost cost = own(pc);
        return isComputed(pc) && cost.vector < cost.longs + STORE;
    }

    private boolean isComputed(int pc) {
        int op = Ir.op(words[pc]);
        return op != Ir.SLOT_V128 && op != Ir.GLOBAL_GET_V128;
    }

    private Cost own(int pc) {
        int op = Ir.op(words[pc]);
        return switch (op) {
            case Ir.SLOT_V128, Ir.GLOBAL_GET_V128 -> new Cost(0, FROM_VARIABLE);
            case Ir.CONST_V128 -> new Cost(0, 1);
            case Ir.V128_LOAD -> new Cost(2, accesses.isFlat(pc) ? 1 : ApiOperators.UNKNOWN);
            case Ir.I8X16_SPLAT, Ir.I16X8_SPLAT, Ir.I32X4_SPLAT, Ir.I64X2_SPLAT, Ir.F32X4_SPLAT, Ir.F64X2_SPLAT,
                    Ir.V128_LOAD8_SPLAT, Ir.V128_LOAD16_SPLAT, Ir.V128_LOAD32_SPLAT, Ir.V128_LOAD64_SPLAT -> new Cost(1, 1);
            default -> operator(pc, op);
        };
    }

    private Cost operator(int pc, int op) {
        int vector = ApiOperators.row(op).vector();
        int longs = inLongs(pc, op);
        int operand = IrReader.operands(words, pc);
        for (int k = 0; k < Ir.operands(op); k++) {
            if (Ir.operand(op, k) == Ir.TYPE_V128) {
                Cost cost = own(operand).closed();
                vector = Math.min(ApiOperators.UNKNOWN, vector + cost.vector);
                longs += cost.longs;
            }
            operand = IrReader.next(words, operand);
        }
        return new Cost(longs, vector);
    }

    /** Of an operator alone, in longs or in floats, both halves together. */
    private int inLongs(int pc, int op) {
        if (op == Ir.I8X16_SHUFFLE) {
            return ShufflePlan.of(IrReader.word64(words, pc + 1)).steps()
                    + ShufflePlan.of(IrReader.word64(words, pc + 3)).steps();
        }
        return ApiOperators.row(op).longs();
    }
}
