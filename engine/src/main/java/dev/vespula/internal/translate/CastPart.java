package dev.vespula.internal.translate;

import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.ir.Ir;

/** Comparisons, tests and casts of references, and integers as references. */
final class CastPart {
    private final FunctionState state;
    private final OperandStack operands;
    private final Expressions expressions;

    CastPart(FunctionState state) {
        this.state = state;
        this.operands = state.operands;
        this.expressions = state.expressions;
    }

    void equal() {
        operands.limit(2);
        int second = operands.pop();
        int first = operands.pop();
        operands.push(expressions.tree(Ir.word(Ir.REF_EQ, 0), Ir.TYPE_I32, 0, state.offset, first, second, -1));
    }

    /** {@code ref.i31}, {@code i31.get_s} and {@code i31.get_u}. */
    void i31(int op) {
        push(op, op == Ir.REF_I31 ? 0 : Expressions.TRAPS);
    }

    /** {@code ref.test} and {@code ref.cast}; the target type says whether null passes. */
    void cast(Opcode opcode, int type) {
        boolean tests = opcode == Opcode.REF_TEST || opcode == Opcode.REF_TEST_NULL;
        int tree = tests ? push(Ir.REF_TEST, 0) : push(Ir.REF_CAST, Expressions.TRAPS);
        expressions.word(tree, type);
    }

    private int push(int op, int flags) {
        operands.limit(1);
        int operand = operands.pop();
        int tree = expressions.tree(Ir.word(op, 0), Ir.result(op), flags, state.offset, operand, -1, -1);
        operands.push(tree);
        return tree;
    }
}
