package dev.vespula.compiler.code;

import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.contract.Jdk;
import dev.vespula.internal.ir.Ir;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Numeric operators: an instruction where the JVM has one with the same meaning, else a call of the method that the tables
 * define. Comparisons branch by themselves.
 */
public final class NumericCode {
    private static final int NONE = -1;

    /** What operators are: instructions by number and methods, one after the other; null where it is one method of the tables. */
    private static final Object[][] STEPS = new Object[Ir.COUNT][];

    static {
        arithmetic(Ir.FAMILY_ADD, Opcodes.IADD);
        arithmetic(Ir.FAMILY_SUB, Opcodes.ISUB);
        arithmetic(Ir.FAMILY_MUL, Opcodes.IMUL);
        // Of integers it traps, and has other names.
        arithmetic(Ir.FAMILY_DIV, Opcodes.IDIV);
        arithmetic(Ir.FAMILY_AND, Opcodes.IAND);
        arithmetic(Ir.FAMILY_OR, Opcodes.IOR);
        arithmetic(Ir.FAMILY_XOR, Opcodes.IXOR);
        is(Ir.I32_SHL, Opcodes.ISHL);
        is(Ir.I32_SHR_S, Opcodes.ISHR);
        is(Ir.I32_SHR_U, Opcodes.IUSHR);
        is(Ir.I32_ROTL, Jdk.INT_ROTATE_LEFT);
        is(Ir.I32_ROTR, Jdk.INT_ROTATE_RIGHT);
        is(Ir.I64_SHL, Opcodes.L2I, Opcodes.LSHL);
        is(Ir.I64_SHR_S, Opcodes.L2I, Opcodes.LSHR);
        is(Ir.I64_SHR_U, Opcodes.L2I, Opcodes.LUSHR);
        is(Ir.I64_ROTL, Opcodes.L2I, Jdk.LONG_ROTATE_LEFT);
        is(Ir.I64_ROTR, Opcodes.L2I, Jdk.LONG_ROTATE_RIGHT);
        is(Ir.I32_CLZ, Jdk.INT_LEADING_ZEROS);
        is(Ir.I32_CTZ, Jdk.INT_TRAILING_ZEROS);
        is(Ir.I32_POPCNT, Jdk.INT_BIT_COUNT);
        is(Ir.I64_CLZ, Jdk.LONG_LEADING_ZEROS, Opcodes.I2L);
        is(Ir.I64_CTZ, Jdk.LONG_TRAILING_ZEROS, Opcodes.I2L);
        is(Ir.I64_POPCNT, Jdk.LONG_BIT_COUNT, Opcodes.I2L);
        is(Ir.I32_EXTEND8_S, Opcodes.I2B);
        is(Ir.I32_EXTEND16_S, Opcodes.I2S);
        is(Ir.I64_EXTEND8_S, Opcodes.L2I, Opcodes.I2B, Opcodes.I2L);
        is(Ir.I64_EXTEND16_S, Opcodes.L2I, Opcodes.I2S, Opcodes.I2L);
        is(Ir.I64_EXTEND32_S, Opcodes.L2I, Opcodes.I2L);
        is(Ir.I64_EXTEND_I32_S, Opcodes.I2L);
        is(Ir.I32_WRAP_I64, Opcodes.L2I);
        is(Ir.F32_SQRT, Opcodes.F2D, Jdk.SQRT, Opcodes.D2F);
        is(Ir.F64_SQRT, Jdk.SQRT);
        is(Ir.F32_DEMOTE_F64, Opcodes.D2F);
        is(Ir.F64_PROMOTE_F32, Opcodes.F2D);
        is(Ir.I32_TRUNC_SAT_F64_S, Opcodes.D2I);
        is(Ir.I64_TRUNC_SAT_F64_S, Opcodes.D2L);
        is(Ir.I32_TRUNC_SAT_F32_S, Opcodes.F2I);
        is(Ir.I64_TRUNC_SAT_F32_S, Opcodes.F2L);
        is(Ir.F32_CONVERT_I32_S, Opcodes.I2F);
        is(Ir.F32_CONVERT_I64_S, Opcodes.L2F);
        is(Ir.F64_CONVERT_I32_S, Opcodes.I2D);
        is(Ir.F64_CONVERT_I64_S, Opcodes.L2D);
        is(Ir.I32_REINTERPRET_F32, Jdk.FLOAT_TO_INT_BITS);
        is(Ir.I64_REINTERPRET_F64, Jdk.DOUBLE_TO_LONG_BITS);
        is(Ir.F32_REINTERPRET_I32, Jdk.INT_BITS_TO_FLOAT);
        is(Ir.F64_REINTERPRET_I64, Jdk.LONG_BITS_TO_DOUBLE);
    }

    private NumericCode() {}

    private static void is(int op, Object... steps) {
        STEPS[op] = steps;
    }

    /** The operators of a family are instructions that follow one another: for ints, longs, floats and doubles. */
    private static void arithmetic(int family, int ofInts) {
        for (int op = 0; op < Ir.COUNT; op++) {
            if (Ir.family(op) == family && !Ir.has(op, Ir.FLAG_VECTOR)) {
                is(op, ofInts + Ir.lane(op) - Ir.LANE_I32);
            }
        }
    }

    /** The operator over operands on the stack. */
    public static void operator(Code code, int op) {
        switch (op) {
            case Ir.I64_EXTEND_I32_U -> unsigned(code);
            case Ir.F64_NEG, Ir.F64_ABS -> {
                code.invoke(Jdk.DOUBLE_TO_LONG_BITS);
                code.push(op == Ir.F64_NEG ? Long.MIN_VALUE : Long.MAX_VALUE);
                code.instruction(op == Ir.F64_NEG ? Opcodes.LXOR : Opcodes.LAND);
                code.invoke(Jdk.LONG_BITS_TO_DOUBLE);
            }
            case Ir.F32_NEG, Ir.F32_ABS -> {
                code.invoke(Jdk.FLOAT_TO_INT_BITS);
                code.push(op == Ir.F32_NEG ? Integer.MIN_VALUE : Integer.MAX_VALUE);
                code.instruction(op == Ir.F32_NEG ? Opcodes.IXOR : Opcodes.IAND);
                code.invoke(Jdk.INT_BITS_TO_FLOAT);
            }
            default -> {
                if (STEPS[op] == null) {
                    code.invoke(OperatorMethods.of(op));
                } else {
                    steps(code, STEPS[op]);
                }
            }
        }
    }

    private static void steps(Code code, Object[] steps) {
        for (Object step : steps) {
            if (step instanceof JavaMethod method) {
                code.invoke(method);
            } else {
                code.instruction((int) step);
            }
        }
    }

    /** Turns an int into a long without sign. */
    public static void unsigned(Code code) {
        code.instruction(Opcodes.I2L);
        code.push(0xFFFF_FFFFL);
        code.instruction(Opcodes.LAND);
    }

    /**
     * Branches if a comparison holds, or if it does not hold.
     *
     * @param op       the comparison; its operands are on the stack
     * @param expected whether to branch if it holds
     * @return false if the operator has no instruction for that; then nothing was written
     */
    public static boolean branch(Code code, int op, boolean expected, Label target) {
        int sign = sign(op);
        if (sign == NONE || isUnsigned(op)) {
            return false;
        }
        switch (Ir.operand(op, 0)) {
            case Ir.TYPE_I32 -> sign += op == Ir.I32_EQZ ? 0 : Opcodes.IF_ICMPEQ - Opcodes.IFEQ;
            case Ir.TYPE_I64 -> {
                if (op == Ir.I64_EQZ) {
                    code.push(0L);
                }
                code.instruction(Opcodes.LCMP);
            }
            default -> compareFloats(code, op);
        }
        code.jump(expected ? sign : inverse(sign), target);
        return true;
    }

    /** Compares two floats three-way. With a NaN the comparison must not hold: -1 makes greater fail, 1 makes less fail. */
    public static void compareFloats(Code code, int op) {
        boolean isLess = sign(op) == Opcodes.IFLT || sign(op) == Opcodes.IFLE;
        if (Ir.operand(op, 0) == Ir.TYPE_F32) {
            code.instruction(isLess ? Opcodes.FCMPG : Opcodes.FCMPL);
        } else {
            code.instruction(isLess ? Opcodes.DCMPG : Opcodes.DCMPL);
        }
    }

    /** What a comparison of numbers asks, as a branch on the sign of a three-way comparison; {@link #NONE} of other operators. */
    public static int sign(int op) {
        return switch (Ir.family(op)) {
            case Ir.FAMILY_EQZ, Ir.FAMILY_EQ -> Opcodes.IFEQ;
            case Ir.FAMILY_NE -> Opcodes.IFNE;
            case Ir.FAMILY_LT_S, Ir.FAMILY_LT_U, Ir.FAMILY_LT -> Opcodes.IFLT;
            case Ir.FAMILY_GT_S, Ir.FAMILY_GT_U, Ir.FAMILY_GT -> Opcodes.IFGT;
            case Ir.FAMILY_LE_S, Ir.FAMILY_LE_U, Ir.FAMILY_LE -> Opcodes.IFLE;
            case Ir.FAMILY_GE_S, Ir.FAMILY_GE_U, Ir.FAMILY_GE -> Opcodes.IFGE;
            default -> NONE;
        };
    }

    /** Whether a comparison takes integers without sign. */
    public static boolean isUnsigned(int op) {
        return switch (Ir.family(op)) {
            case Ir.FAMILY_LT_U, Ir.FAMILY_GT_U, Ir.FAMILY_LE_U, Ir.FAMILY_GE_U -> true;
            default -> false;
        };
    }

    /** The unsigned comparison of ints as one of longs without sign, or {@link #NONE}. */
    public static int unsignedComparison(int op) {
        return isUnsigned(op) && Ir.operand(op, 0) == Ir.TYPE_I32 ? sign(op) : NONE;
    }

    /** The opposite of a conditional branch: opposites have an odd number and the even one behind it, those on null the other way. */
    public static int inverse(int opcode) {
        return opcode >= Opcodes.IFNULL ? opcode ^ 1 : (opcode + 1 ^ 1) - 1;
    }
}
