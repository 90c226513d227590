package dev.vespula.compiler.expression;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.code.NumericCode;
import dev.vespula.compiler.contract.Jdk;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.Ir;
import org.objectweb.asm.Opcodes;

/**
 * Comparisons whose result is a value, and choices between integers: without branches, as {@code BranchFree} explains, and
 * without calls: in a method with many accesses of memory C2 has used up its budget before it gets to inline them, and a
 * call in the middle of a loop costs more than the comparison (quicksort of 8-byte keys: 50 ms with calls).
 */
final class ComparisonValues {
    private final Code code;
    private final ExpressionCode expressions;

    ComparisonValues(MethodBody body, ExpressionCode expressions) {
        this.code = body.code;
        this.expressions = expressions;
    }

    /** Pushes 1 if a comparison holds, else 0. Returns the index behind it. */
    int value(int pc, int op) {
        int sign = NumericCode.sign(op);
        boolean isEquality = sign == Opcodes.IFEQ || sign == Opcodes.IFNE;
        return switch (Ir.operand(op, 0)) {
            case Ir.TYPE_I32 -> isEquality ? equality(pc, op, sign, Kind.INT) : ints(pc, op, sign);
            case Ir.TYPE_I64 -> isEquality ? equality(pc, op, sign, Kind.LONG) : longs(pc, op, sign);
            default -> floats(pc, op, sign);
        };
    }

    /** Only a difference of zero has as many leading zeros as bits: a power of two. */
    private int equality(int pc, int op, int sign, Kind kind) {
        boolean isLong = kind == Kind.LONG;
        int next = expressions.value(pc + 1);
        if (Ir.operands(op) == 2) {
            next = expressions.value(next);
            code.instruction(isLong ? Opcodes.LXOR : Opcodes.IXOR);
        }
        code.invoke(isLong ? Jdk.LONG_LEADING_ZEROS : Jdk.INT_LEADING_ZEROS);
        code.push(isLong ? 6 : 5);
        code.instruction(Opcodes.IUSHR);
        negateIf(sign == Opcodes.IFNE);
        return next;
    }

    private int ints(int pc, int op, int sign) {
        int next = wide(pc + 1, NumericCode.isUnsigned(op));
        next = wide(next, NumericCode.isUnsigned(op));
        code.instruction(Opcodes.LSUB);
        if (sign == Opcodes.IFGT || sign == Opcodes.IFLE) {
            code.instruction(Opcodes.LNEG);
        }
        signBit();
        negateIf(sign == Opcodes.IFLE || sign == Opcodes.IFGE);
        return next;
    }

    private int wide(int pc, boolean isUnsigned) {
        int next = expressions.value(pc);
        if (isUnsigned) {
            NumericCode.unsigned(code);
        } else {
            code.instruction(Opcodes.I2L);
        }
        return next;
    }

    /** Replaces a long by 1 if it is negative, else by 0. */
    private void signBit() {
        code.push(63);
        code.instruction(Opcodes.LUSHR);
        code.instruction(Opcodes.L2I);
    }

    private void negateIf(boolean negated) {
        if (negated) {
            code.push(1);
            code.instruction(Opcodes.IXOR);
        }
    }

    private int longs(int pc, int op, int sign) {
        int mark = code.mark();
        int next = expressions.value(expressions.value(pc + 1));
        int[] operands = code.keep(Kind.LONG, 2);
        int first = sign == Opcodes.IFLT || sign == Opcodes.IFGE ? 0 : 1;
        less(operands[first], operands[1 - first], NumericCode.isUnsigned(op));
        negateIf(sign == Opcodes.IFLE || sign == Opcodes.IFGE);
        code.release(mark);
        return next;
    }

    /** Pushes the borrow of the difference, or what corresponds to it for signed numbers. */
    private void less(int a, int b, boolean isUnsigned) {
        code.load(Kind.LONG, isUnsigned ? b : a);
        code.load(Kind.LONG, isUnsigned ? a : b);
        not();
        code.instruction(Opcodes.LAND);
        code.load(Kind.LONG, a);
        code.load(Kind.LONG, b);
        code.instruction(Opcodes.LXOR);
        not();
        code.load(Kind.LONG, a);
        code.load(Kind.LONG, b);
        code.instruction(Opcodes.LSUB);
        code.instruction(Opcodes.LAND);
        code.instruction(Opcodes.LOR);
        signBit();
    }

    private void not() {
        code.push(-1L);
        code.instruction(Opcodes.LXOR);
    }

    /** From the three-way comparison, in which a NaN counts as what makes the relation fail. */
    private int floats(int pc, int op, int sign) {
        int next = expressions.value(expressions.value(pc + 1));
        NumericCode.compareFloats(code, op);
        switch (sign) {
            case Opcodes.IFEQ, Opcodes.IFNE -> {
                code.push(1);
                code.instruction(Opcodes.IAND);
                negateIf(sign == Opcodes.IFEQ);
                return next;
            }
            case Opcodes.IFLT, Opcodes.IFGE -> {
                // Less: the sign of -1.
            }
            case Opcodes.IFGT -> code.instruction(Opcodes.INEG);
            default -> {
                code.push(1);
                code.instruction(Opcodes.ISUB);
            }
        }
        code.push(31);
        code.instruction(Opcodes.IUSHR);
        negateIf(sign == Opcodes.IFGE);
        return next;
    }

    /** Pushes one of two integers. Returns the index behind the operands. */
    int select(int operands, Kind kind) {
        int mark = code.mark();
        int next = expressions.value(expressions.value(expressions.value(operands)));
        code.instruction(Opcodes.DUP);
        code.instruction(Opcodes.INEG);
        code.instruction(Opcodes.IOR);
        code.push(31);
        code.instruction(Opcodes.ISHR);
        int mask = code.keep(Kind.INT);
        // b ^ ((a ^ b) & mask)
        boolean isLong = kind == Kind.LONG;
        code.instruction(isLong ? Opcodes.DUP2_X2 : Opcodes.DUP_X1);
        code.instruction(isLong ? Opcodes.LXOR : Opcodes.IXOR);
        code.load(Kind.INT, mask);
        if (isLong) {
            code.instruction(Opcodes.I2L);
        }
        code.instruction(isLong ? Opcodes.LAND : Opcodes.IAND);
        code.instruction(isLong ? Opcodes.LXOR : Opcodes.IXOR);
        code.release(mark);
        return next;
    }
}
