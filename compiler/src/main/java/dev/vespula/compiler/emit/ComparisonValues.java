package dev.vespula.compiler.emit;

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
    private final Expressions expressions;

    ComparisonValues(Body body, Expressions expressions) {
        this.code = body.code;
        this.expressions = expressions;
    }

    /** What a comparison asks of two numbers. */
    private enum Relation { EQUAL, UNEQUAL, LESS, GREATER, LESS_OR_EQUAL, GREATER_OR_EQUAL }

    private static Relation relation(int op) {
        String name = Ir.name(op);
        return switch (name.substring(name.indexOf('.') + 1)) {
            case "eqz", "eq" -> Relation.EQUAL;
            case "ne" -> Relation.UNEQUAL;
            case "lt", "lt_s", "lt_u" -> Relation.LESS;
            case "gt", "gt_s", "gt_u" -> Relation.GREATER;
            case "le", "le_s", "le_u" -> Relation.LESS_OR_EQUAL;
            default -> Relation.GREATER_OR_EQUAL;
        };
    }

    private static boolean isUnsigned(int op) {
        return Ir.name(op).endsWith("_u");
    }

    /** Pushes 1 if a comparison holds, else 0. Returns the index behind it. */
    int value(int at, int op) {
        Relation relation = relation(op);
        boolean isEquality = relation == Relation.EQUAL || relation == Relation.UNEQUAL;
        return switch (Ir.operand(op, 0)) {
            case Ir.TYPE_I32 -> isEquality ? equality(at, op, relation, Kind.INT) : ints(at, op, relation);
            case Ir.TYPE_I64 -> isEquality ? equality(at, op, relation, Kind.LONG) : longs(at, op, relation);
            default -> floats(at, op, relation);
        };
    }

    /** Only a difference of zero has as many leading zeros as bits: a power of two. */
    private int equality(int at, int op, Relation relation, Kind kind) {
        boolean isLong = kind == Kind.LONG;
        int next = expressions.value(at + 1);
        if (Ir.operands(op) == 2) {
            next = expressions.value(next);
            code.instruction(isLong ? Opcodes.LXOR : Opcodes.IXOR);
        }
        code.invoke(isLong ? Jdk.LONG_LEADING_ZEROS : Jdk.INT_LEADING_ZEROS);
        code.push(isLong ? 6 : 5);
        code.instruction(Opcodes.IUSHR);
        negateIf(relation == Relation.UNEQUAL);
        return next;
    }

    private int ints(int at, int op, Relation relation) {
        int next = wide(at + 1, isUnsigned(op));
        next = wide(next, isUnsigned(op));
        code.instruction(Opcodes.LSUB);
        if (relation == Relation.GREATER || relation == Relation.LESS_OR_EQUAL) {
            code.instruction(Opcodes.LNEG);
        }
        signBit();
        negateIf(relation == Relation.LESS_OR_EQUAL || relation == Relation.GREATER_OR_EQUAL);
        return next;
    }

    private int wide(int at, boolean isUnsigned) {
        int next = expressions.value(at);
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

    private int longs(int at, int op, Relation relation) {
        int mark = code.mark();
        int first = code.variable(Kind.LONG);
        int second = code.variable(Kind.LONG);
        int next = expressions.value(at + 1);
        code.store(Kind.LONG, first);
        next = expressions.value(next);
        code.store(Kind.LONG, second);
        if (relation == Relation.LESS || relation == Relation.GREATER_OR_EQUAL) {
            less(first, second, isUnsigned(op));
        } else {
            less(second, first, isUnsigned(op));
        }
        negateIf(relation == Relation.LESS_OR_EQUAL || relation == Relation.GREATER_OR_EQUAL);
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
    private int floats(int at, int op, Relation relation) {
        int next = expressions.value(expressions.value(at + 1));
        boolean nanIsGreater = relation == Relation.LESS || relation == Relation.LESS_OR_EQUAL;
        if (Ir.operand(op, 0) == Ir.TYPE_F32) {
            code.instruction(nanIsGreater ? Opcodes.FCMPG : Opcodes.FCMPL);
        } else {
            code.instruction(nanIsGreater ? Opcodes.DCMPG : Opcodes.DCMPL);
        }
        switch (relation) {
            case EQUAL, UNEQUAL -> {
                code.push(1);
                code.instruction(Opcodes.IAND);
                negateIf(relation == Relation.EQUAL);
                return next;
            }
            case LESS, GREATER_OR_EQUAL -> {
                // Less: the sign of -1.
            }
            case GREATER -> code.instruction(Opcodes.INEG);
            case LESS_OR_EQUAL -> {
                code.push(1);
                code.instruction(Opcodes.ISUB);
            }
        }
        code.push(31);
        code.instruction(Opcodes.IUSHR);
        negateIf(relation == Relation.GREATER_OR_EQUAL);
        return next;
    }

    /** Pushes one of two integers. Returns the index behind the operands. */
    int select(int operands, Kind kind) {
        int mark = code.mark();
        int mask = code.variable(Kind.INT);
        int next = expressions.value(expressions.value(expressions.value(operands)));
        code.instruction(Opcodes.DUP);
        code.instruction(Opcodes.INEG);
        code.instruction(Opcodes.IOR);
        code.push(31);
        code.instruction(Opcodes.ISHR);
        code.store(Kind.INT, mask);
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
