package dev.vespula.internal.translate;

import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.validate.Instruction;

/**
 * Numeric operators: they become trees over the operands. Integer operators over constants are computed here, and trees
 * are brought to one form so that fewer forms need to be fast: a constant is the second operand, a subtraction of a
 * constant is an addition, a negated comparison is the opposite comparison, {@code i64.eqz} is a comparison with zero
 * ({@code i32.eqz} is not: a branch on it becomes the opposite branch on its operand).
 */
final class NumericPart extends Part {
    NumericPart(FunctionState state) {
        super(state);
    }

    /** A number or vector; the opcodes of the numbers stand in the order of their types. */
    void constant(Instruction instruction) {
        int type = instruction.opcodeIndex - Opcode.I32_CONST.index() + Ir.TYPE_I32;
        if (type <= Ir.TYPE_F64) {
            state.pushConstant(type, instruction.low);
        } else {
            operands.push(expressions.vector(instruction.low, instruction.high, state.offset));
        }
    }

    /** An operator of the numeric table. */
    void operator(int op) {
        if (Ir.operands(op) == 1) {
            unary(op);
        } else {
            binary(op);
        }
    }

    private void unary(int op) {
        int a = operands.top();
        if (expressions.isConstant(a) && Folding.isUnary(op)) {
            fold(a, op, Folding.unary(op, expressions.bits(a)));
            return;
        }
        if (op == Ir.I32_EQZ) {
            int inverse = Comparisons.inverse(expressions.op(a));
            if (inverse >= 0) {
                expressions.setWord(a, Ir.word(inverse, 0));
                return;
            }
        }
        if (op == Ir.I64_EQZ) {
            // A comparison with two operands has an opposite.
            state.pushConstant(Ir.TYPE_I64, 0);
            plain(Ir.I64_EQ, a, operands.top());
            return;
        }
        operands.limit(1);
        operands.pop();
        push(op, a, -1);
    }

    private void binary(int op) {
        int b = operands.top();
        int a = operands.node(operands.height() - 2);
        if (expressions.isConstant(b)) {
            if (expressions.isConstant(a) && folds(op, expressions.bits(b))) {
                operands.pop();
                fold(a, op, Folding.binary(op, expressions.bits(a), expressions.bits(b)));
            } else {
                withConstant(op, a, b);
            }
        } else if (expressions.isConstant(a) && swapped(op) >= 0) {
            operands.limit(2);
            operands.pop();
            operands.pop();
            push(swapped(op), b, a);
        } else {
            plain(op, a, b);
        }
    }

    private void plain(int op, int a, int b) {
        operands.limit(2);
        operands.pop();
        operands.pop();
        push(op, a, b);
    }

    /** An operator whose second operand alone is a constant. */
    private void withConstant(int op, int a, int b) {
        long value = expressions.bits(b);
        switch (op) {
            case Ir.I32_SUB -> add(Ir.I32_ADD, a, b, -(int) value);
            case Ir.I64_SUB -> add(Ir.I64_ADD, a, b, -value);
            case Ir.I32_ADD, Ir.I64_ADD -> add(op, a, b, value);
            case Ir.I32_EQ -> {
                if (value == 0) {
                    operands.pop();
                    unary(Ir.I32_EQZ);
                } else {
                    plain(op, a, b);
                }
            }
            case Ir.I32_NE -> keepTruthOr(op, a, b, 0);
            case Ir.I32_AND -> keepTruthOr(op, a, b, 1);
            default -> plain(op, a, b);
        }
    }

    /** Drops {@code != 0} and {@code & 1} behind a comparison. */
    private void keepTruthOr(int op, int a, int b, int neutral) {
        if (expressions.bits(b) == neutral && Ir.has(expressions.op(a), Ir.FLAG_COMPARE)) {
            operands.pop();
        } else {
            plain(op, a, b);
        }
    }

    private void add(int op, int a, int b, long value) {
        if (value == 0) {
            operands.pop();
            return;
        }
        if (expressions.op(a) == op && expressions.isConstant(expressions.second(a))) {
            // Addition wraps, so constants may be added first.
            long sum = expressions.bits(expressions.second(a)) + value;
            expressions.setSecondConstant(a, op == Ir.I32_ADD ? (int) sum : sum);
            operands.pop();
            return;
        }
        expressions.makeConstant(b, expressions.type(b), value);
        plain(op, a, b);
    }

    private void fold(int node, int op, long bits) {
        expressions.makeConstant(node, Ir.result(op), bits);
        operands.release();
    }

    /** Whether an operator over constants can be computed now. Divisions that trap or overflow are left to run time. */
    private static boolean folds(int op, long b) {
        if (!Folding.isBinary(op)) {
            return false;
        }
        return !Ir.has(op, Ir.FLAG_TRAP) || b != 0 && b != -1;
    }

    /** The integer operator with its operands in the other order, or -1. */
    private static int swapped(int op) {
        int comparison = Comparisons.swapped(op);
        if (comparison >= 0) {
            return comparison;
        }
        // Of two NaNs the first one may decide the result, so floats keep their order.
        return Ir.has(op, Ir.FLAG_COMMUTATIVE) && Ir.result(op) <= Ir.TYPE_I64 && Ir.operand(op, 0) <= Ir.TYPE_I64 ? op : -1;
    }

    private void push(int op, int a, int b) {
        int flags = Ir.has(op, Ir.FLAG_TRAP) ? Expressions.TRAPS : 0;
        operands.push(expressions.tree(Ir.word(op, 0), Ir.result(op), flags, state.offset, a, b, -1));
        state.fixNan(op);
    }
}
