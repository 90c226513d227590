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
    private static final int UNKNOWN = 1 << 20;
    /** From a variable, which has mostly just been computed, in a loop in the trip before. */
    private static final int FROM_VARIABLE = 7;
    /** Of an operator that is not named below. */
    private static final int OTHER = 8;
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
        switch (op) {
            case Ir.SLOT_V128, Ir.GLOBAL_GET_V128 -> {
                return new Cost(0, FROM_VARIABLE);
            }
            case Ir.CONST_V128 -> {
                return new Cost(0, 1);
            }
            case Ir.V128_LOAD -> {
                return new Cost(2, accesses.isFlat(pc) ? 1 : UNKNOWN);
            }
            case Ir.I8X16_SPLAT, Ir.I16X8_SPLAT, Ir.I32X4_SPLAT, Ir.I64X2_SPLAT, Ir.F32X4_SPLAT, Ir.F64X2_SPLAT,
                    Ir.V128_LOAD8_SPLAT, Ir.V128_LOAD16_SPLAT, Ir.V128_LOAD32_SPLAT, Ir.V128_LOAD64_SPLAT -> {
                return new Cost(1, 1);
            }
            default -> {
                return operator(pc, op);
            }
        }
    }

    private Cost operator(int pc, int op) {
        int vector = Ir.has(op, Ir.FLAG_VECTOR) && Ir.width(op) == 0 ? ApiOperators.cost(op) : ApiOperators.UNKNOWN;
        vector = Math.min(vector, UNKNOWN);
        int longs = inLongs(pc, op);
        int operand = IrReader.operands(words, pc);
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

    /** Of an operator alone, in longs or in floats, both halves together. */
    private int inLongs(int pc, int op) {
        if (op == Ir.I8X16_SHUFFLE) {
            return ShufflePlan.of(IrReader.word64(words, pc + 1)).steps()
                    + ShufflePlan.of(IrReader.word64(words, pc + 3)).steps();
        }
        String name = Ir.name(op);
        LaneType type = LaneType.of(name);
        return switch (name.substring(name.indexOf('.') + 1)) {
            case "and", "or", "xor", "not", "andnot" -> 1;
            case "add", "sub", "mul" -> switch (type) {
                case LONG, DOUBLE -> 1;
                case BYTE, INT -> 2;
                case FLOAT -> 3;
                case SHORT -> name.endsWith("mul") ? 8 : 2;
            };
            case "neg", "shl", "shr_s", "shr_u", "bitselect", "relaxed_laneselect" -> 2;
            case "abs", "min_s", "min_u", "max_s", "max_u", "eq", "ne", "lt", "gt", "le", "ge", "lt_s", "lt_u", "gt_s", "gt_u",
                    "le_s", "le_u", "ge_s", "ge_u", "avgr_u", "popcnt", "div", "sqrt", "canonical", "convert_i32x4_s",
                    "extadd_pairwise_i8x16_s", "extadd_pairwise_i8x16_u", "extadd_pairwise_i16x8_s",
                    "extadd_pairwise_i16x8_u" -> 3;
            case "pmin", "pmax", "relaxed_madd" -> 6;
            case "add_sat_s", "add_sat_u", "sub_sat_s", "sub_sat_u" -> 7;
            case "q15mulr_sat_s", "relaxed_q15mulr_s" -> 20;
            case "swizzle", "relaxed_swizzle" -> 14;
            default -> OTHER;
        };
    }
}
