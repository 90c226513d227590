package dev.vespula.compiler.expression;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.code.NumericCode;
import dev.vespula.compiler.contract.Jdk;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import java.util.Arrays;
import org.objectweb.asm.Opcodes;

/**
 * Expressions over four floats, each lane in a Java variable of its own: between operators nothing is packed into longs,
 * which C2 cannot undo. A loop with {@code store(load + a * load)} takes 1.1 ns a trip, in longs 3.6.
 *
 * <p>Pairs of doubles need nothing like that: C2 sees through the conversion between a double and its bits.
 */
final class FloatLanes {
    /** Lanes of a vector. */
    static final int LANES = 4;
    private static final int NONE = -1;

    private final Code code;
    private final int[] words;
    private final ExpressionCode expressions;
    private final Accesses accesses;

    FloatLanes(MethodBody body, ExpressionCode expressions, Accesses accesses) {
        this.code = body.code;
        this.words = body.words;
        this.expressions = expressions;
        this.accesses = accesses;
    }

    /** Whether the value of an expression is best computed lane by lane. */
    boolean suits(int pc) {
        return computes(Ir.op(words[pc]));
    }

    /** Whether an operator computes floats lane by lane. */
    static boolean computes(int op) {
        return scalar(op) != NONE || op == Ir.F32X4_RELAXED_MADD || op == Ir.F32X4_RELAXED_NMADD;
    }

    /** The operator on floats that an operator on vectors of them stands for, or {@link #NONE}. */
    private static int scalar(int op) {
        return switch (op) {
            case Ir.F32X4_ADD -> Ir.F32_ADD;
            case Ir.F32X4_SUB -> Ir.F32_SUB;
            case Ir.F32X4_MUL -> Ir.F32_MUL;
            case Ir.F32X4_DIV -> Ir.F32_DIV;
            case Ir.F32X4_MIN, Ir.F32X4_RELAXED_MIN -> Ir.F32_MIN;
            case Ir.F32X4_MAX, Ir.F32X4_RELAXED_MAX -> Ir.F32_MAX;
            case Ir.F32X4_CEIL -> Ir.F32_CEIL;
            case Ir.F32X4_FLOOR -> Ir.F32_FLOOR;
            case Ir.F32X4_TRUNC -> Ir.F32_TRUNC;
            case Ir.F32X4_NEAREST -> Ir.F32_NEAREST;
            case Ir.F32X4_SQRT -> Ir.F32_SQRT;
            case Ir.F32X4_CANONICAL -> Ir.F32_CANONICAL;
            default -> NONE;
        };
    }

    // ---- uses of the lanes

    /** Pushes the value of an expression as two longs. Returns the index behind it. */
    int packed(int pc) {
        int mark = code.mark();
        int[] lanes = new int[LANES];
        int next = lanes(pc, lanes);
        for (int half = 0; half < LANES; half += 2) {
            code.load(Kind.FLOAT, lanes[half]);
            code.invoke(Jdk.FLOAT_TO_INT_BITS);
            NumericCode.unsigned(code);
            code.load(Kind.FLOAT, lanes[half + 1]);
            code.invoke(Jdk.FLOAT_TO_INT_BITS);
            code.instruction(Opcodes.I2L);
            code.push(Integer.SIZE);
            code.instruction(Opcodes.LSHL);
            code.instruction(Opcodes.LOR);
        }
        code.release(mark);
        return next;
    }

    /** Pushes a lane of the value of an expression. Returns the index behind it. */
    int lane(int pc, int lane) {
        int mark = code.mark();
        int[] lanes = new int[LANES];
        int next = lanes(pc, lanes);
        code.load(Kind.FLOAT, lanes[lane]);
        code.release(mark);
        return next;
    }

    /** Writes a store of an expression that {@link #suits}, to memory that is one array. */
    void store(int pc) {
        int[] lanes = new int[LANES];
        accesses.storeWhole(pc, value -> lanes(value, lanes),
                index -> accesses.storeFloats(index, lane -> code.load(Kind.FLOAT, lanes[lane])));
    }

    // ---- computing the lanes

    /** Computes an expression into variables, which may be the same for several lanes. Returns the index behind it. */
    private int lanes(int pc, int[] lanes) {
        int op = Ir.op(words[pc]);
        switch (op) {
            case Ir.CONST_V128 -> {
                constant(pc, lanes);
                return pc + 1 + IrReader.words(words[pc]);
            }
            case Ir.F32X4_SPLAT -> {
                int next = expressions.value(IrReader.operands(words, pc));
                same(lanes);
                return next;
            }
            case Ir.V128_LOAD32_SPLAT -> {
                int next = accesses.raw(pc, Float.BYTES);
                code.invoke(Jdk.INT_BITS_TO_FLOAT);
                same(lanes);
                return next;
            }
            case Ir.F32X4_REPLACE_LANE -> {
                int next = expressions.value(lanes(IrReader.operands(words, pc), lanes));
                lanes[Ir.field(words[pc])] = code.keep(Kind.FLOAT);
                return next;
            }
            case Ir.V128_LOAD -> {
                return accesses.isFlat(pc) ? load(pc, lanes) : unpacked(pc, lanes);
            }
            default -> {
                return computes(op) ? operator(pc, op, lanes) : unpacked(pc, lanes);
            }
        }
    }

    private void fresh(int[] lanes) {
        for (int lane = 0; lane < LANES; lane++) {
            lanes[lane] = code.variable(Kind.FLOAT);
        }
    }

    /** Pops the value of all lanes. */
    private void same(int[] lanes) {
        Arrays.fill(lanes, code.keep(Kind.FLOAT));
    }

    private void constant(int pc, int[] lanes) {
        for (int lane = 0; lane < LANES; lane++) {
            int bits = words[pc + 1 + lane];
            lanes[lane] = NONE;
            for (int known = 0; known < lane; known++) {
                lanes[lane] = words[pc + 1 + known] == bits ? lanes[known] : lanes[lane];
            }
            if (lanes[lane] == NONE) {
                code.pushFloat(bits);
                lanes[lane] = code.keep(Kind.FLOAT);
            }
        }
    }

    private int load(int pc, int[] lanes) {
        fresh(lanes);
        return accesses.loadFloats(pc, lane -> code.store(Kind.FLOAT, lanes[lane]));
    }

    /** Takes the lanes out of two longs. */
    private int unpacked(int pc, int[] lanes) {
        fresh(lanes);
        int mark = code.mark();
        int next = expressions.value(pc);
        int[] halves = code.keep(Kind.LONG, 2);
        for (int lane = 0; lane < LANES; lane++) {
            code.load(Kind.LONG, halves[lane / 2]);
            if (lane % 2 == 1) {
                code.push(Integer.SIZE);
                code.instruction(Opcodes.LUSHR);
            }
            code.instruction(Opcodes.L2I);
            code.invoke(Jdk.INT_BITS_TO_FLOAT);
            code.store(Kind.FLOAT, lanes[lane]);
        }
        code.release(mark);
        return next;
    }

    private int operator(int pc, int op, int[] lanes) {
        fresh(lanes);
        int mark = code.mark();
        int[][] operands = new int[Ir.operands(op)][LANES];
        int next = IrReader.operands(words, pc);
        for (int[] operand : operands) {
            next = lanes(next, operand);
        }
        for (int lane = 0; lane < LANES; lane++) {
            code.load(Kind.FLOAT, operands[0][lane]);
            if (scalar(op) == NONE) {
                multiplyAdd(op, operands[1][lane], operands[2][lane]);
            } else {
                for (int k = 1; k < operands.length; k++) {
                    code.load(Kind.FLOAT, operands[k][lane]);
                }
                NumericCode.operator(code, scalar(op));
            }
            code.store(Kind.FLOAT, lanes[lane]);
        }
        code.release(mark);
        return next;
    }

    /** Rounded twice, as {@code F32x4.madd} does it. */
    private void multiplyAdd(int op, int factor, int summand) {
        if (op == Ir.F32X4_RELAXED_NMADD) {
            NumericCode.operator(code, Ir.F32_NEG);
        }
        code.load(Kind.FLOAT, factor);
        NumericCode.operator(code, Ir.F32_MUL);
        code.load(Kind.FLOAT, summand);
        NumericCode.operator(code, Ir.F32_ADD);
    }
}
