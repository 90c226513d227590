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

    private NumericCode() {}

    /** The operator over operands on the stack. */
    public static void operator(Code code, int op) {
        if (!direct(code, op)) {
            code.invoke(OperatorMethods.number(op));
        }
    }

    private static boolean direct(Code code, int op) {
        switch (op) {
            case Ir.I32_ADD -> code.instruction(Opcodes.IADD);
            case Ir.I32_SUB -> code.instruction(Opcodes.ISUB);
            case Ir.I32_MUL -> code.instruction(Opcodes.IMUL);
            case Ir.I32_AND -> code.instruction(Opcodes.IAND);
            case Ir.I32_OR -> code.instruction(Opcodes.IOR);
            case Ir.I32_XOR -> code.instruction(Opcodes.IXOR);
            case Ir.I32_SHL -> code.instruction(Opcodes.ISHL);
            case Ir.I32_SHR_S -> code.instruction(Opcodes.ISHR);
            case Ir.I32_SHR_U -> code.instruction(Opcodes.IUSHR);
            case Ir.I32_EXTEND8_S -> code.instruction(Opcodes.I2B);
            case Ir.I32_EXTEND16_S -> code.instruction(Opcodes.I2S);
            case Ir.I32_CLZ -> code.invoke(Jdk.INT_LEADING_ZEROS);
            case Ir.I32_CTZ -> code.invoke(Jdk.INT_TRAILING_ZEROS);
            case Ir.I32_POPCNT -> code.invoke(Jdk.INT_BIT_COUNT);
            case Ir.I32_ROTL -> code.invoke(Jdk.INT_ROTATE_LEFT);
            case Ir.I32_ROTR -> code.invoke(Jdk.INT_ROTATE_RIGHT);
            case Ir.I64_ADD -> code.instruction(Opcodes.LADD);
            case Ir.I64_SUB -> code.instruction(Opcodes.LSUB);
            case Ir.I64_MUL -> code.instruction(Opcodes.LMUL);
            case Ir.I64_AND -> code.instruction(Opcodes.LAND);
            case Ir.I64_OR -> code.instruction(Opcodes.LOR);
            case Ir.I64_XOR -> code.instruction(Opcodes.LXOR);
            case Ir.I64_SHL -> shift(code, Opcodes.LSHL);
            case Ir.I64_SHR_S -> shift(code, Opcodes.LSHR);
            case Ir.I64_SHR_U -> shift(code, Opcodes.LUSHR);
            case Ir.I64_ROTL -> rotate(code, Jdk.LONG_ROTATE_LEFT);
            case Ir.I64_ROTR -> rotate(code, Jdk.LONG_ROTATE_RIGHT);
            case Ir.I64_EXTEND32_S -> {
                code.instruction(Opcodes.L2I);
                code.instruction(Opcodes.I2L);
            }
            case Ir.F32_ADD -> code.instruction(Opcodes.FADD);
            case Ir.F32_SUB -> code.instruction(Opcodes.FSUB);
            case Ir.F32_MUL -> code.instruction(Opcodes.FMUL);
            case Ir.F32_DIV -> code.instruction(Opcodes.FDIV);
            case Ir.F64_ADD -> code.instruction(Opcodes.DADD);
            case Ir.F64_SUB -> code.instruction(Opcodes.DSUB);
            case Ir.F64_MUL -> code.instruction(Opcodes.DMUL);
            case Ir.F64_DIV -> code.instruction(Opcodes.DDIV);
            case Ir.I32_WRAP_I64 -> code.instruction(Opcodes.L2I);
            case Ir.I64_EXTEND_I32_S -> code.instruction(Opcodes.I2L);
            case Ir.I64_EXTEND_I32_U -> unsigned(code);
            case Ir.I64_EXTEND8_S -> {
                code.instruction(Opcodes.L2I);
                code.instruction(Opcodes.I2B);
                code.instruction(Opcodes.I2L);
            }
            case Ir.I64_EXTEND16_S -> {
                code.instruction(Opcodes.L2I);
                code.instruction(Opcodes.I2S);
                code.instruction(Opcodes.I2L);
            }
            case Ir.I64_CLZ -> bitsOfLong(code, Jdk.LONG_LEADING_ZEROS);
            case Ir.I64_CTZ -> bitsOfLong(code, Jdk.LONG_TRAILING_ZEROS);
            case Ir.I64_POPCNT -> bitsOfLong(code, Jdk.LONG_BIT_COUNT);
            case Ir.F64_SQRT -> code.invoke(Jdk.SQRT);
            case Ir.F32_SQRT -> {
                code.instruction(Opcodes.F2D);
                code.invoke(Jdk.SQRT);
                code.instruction(Opcodes.D2F);
            }
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
            case Ir.F32_DEMOTE_F64 -> code.instruction(Opcodes.D2F);
            case Ir.F64_PROMOTE_F32 -> code.instruction(Opcodes.F2D);
            case Ir.I32_TRUNC_SAT_F64_S -> code.instruction(Opcodes.D2I);
            case Ir.I64_TRUNC_SAT_F64_S -> code.instruction(Opcodes.D2L);
            case Ir.I32_TRUNC_SAT_F32_S -> code.instruction(Opcodes.F2I);
            case Ir.I64_TRUNC_SAT_F32_S -> code.instruction(Opcodes.F2L);
            case Ir.F32_CONVERT_I32_S -> code.instruction(Opcodes.I2F);
            case Ir.F32_CONVERT_I64_S -> code.instruction(Opcodes.L2F);
            case Ir.F64_CONVERT_I32_S -> code.instruction(Opcodes.I2D);
            case Ir.F64_CONVERT_I64_S -> code.instruction(Opcodes.L2D);
            case Ir.I32_REINTERPRET_F32 -> code.invoke(Jdk.FLOAT_TO_INT_BITS);
            case Ir.I64_REINTERPRET_F64 -> code.invoke(Jdk.DOUBLE_TO_LONG_BITS);
            case Ir.F32_REINTERPRET_I32 -> code.invoke(Jdk.INT_BITS_TO_FLOAT);
            case Ir.F64_REINTERPRET_I64 -> code.invoke(Jdk.LONG_BITS_TO_DOUBLE);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void bitsOfLong(Code code, JavaMethod method) {
        code.invoke(method);
        code.instruction(Opcodes.I2L);
    }

    private static void shift(Code code, int opcode) {
        code.instruction(Opcodes.L2I);
        code.instruction(opcode);
    }

    private static void rotate(Code code, JavaMethod method) {
        code.instruction(Opcodes.L2I);
        code.invoke(method);
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
        return switch (op) {
            case Ir.I32_EQZ, Ir.I64_EQZ, Ir.I32_EQ, Ir.I64_EQ, Ir.F32_EQ, Ir.F64_EQ -> Opcodes.IFEQ;
            case Ir.I32_NE, Ir.I64_NE, Ir.F32_NE, Ir.F64_NE -> Opcodes.IFNE;
            case Ir.I32_LT_S, Ir.I32_LT_U, Ir.I64_LT_S, Ir.I64_LT_U, Ir.F32_LT, Ir.F64_LT -> Opcodes.IFLT;
            case Ir.I32_GT_S, Ir.I32_GT_U, Ir.I64_GT_S, Ir.I64_GT_U, Ir.F32_GT, Ir.F64_GT -> Opcodes.IFGT;
            case Ir.I32_LE_S, Ir.I32_LE_U, Ir.I64_LE_S, Ir.I64_LE_U, Ir.F32_LE, Ir.F64_LE -> Opcodes.IFLE;
            case Ir.I32_GE_S, Ir.I32_GE_U, Ir.I64_GE_S, Ir.I64_GE_U, Ir.F32_GE, Ir.F64_GE -> Opcodes.IFGE;
            default -> NONE;
        };
    }

    /** Whether a comparison takes integers without sign. */
    public static boolean isUnsigned(int op) {
        return switch (op) {
            case Ir.I32_LT_U, Ir.I32_GT_U, Ir.I32_LE_U, Ir.I32_GE_U, Ir.I64_LT_U, Ir.I64_GT_U, Ir.I64_LE_U, Ir.I64_GE_U -> true;
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
