package dev.vespula.internal.translate;

import dev.vespula.internal.ir.Ir;

/** Wide arithmetic. An expression has one value and these operators have two, so each is a statement of its own. */
final class WidePart {
    private final FunctionState state;
    private final OperandStack operands;
    private final Expressions expressions;
    private final int[] nodes = new int[4];

    WidePart(FunctionState state) {
        this.state = state;
        this.operands = state.operands;
        this.expressions = state.expressions;
    }

    void operator(int op) {
        int count = Ir.operands(op);
        operands.limitTogether(count);
        for (int k = count - 1; k >= 0; k--) {
            nodes[k] = operands.pop();
        }
        int height = operands.height();
        int slot = operands.home(height);
        for (int k = 0; k < count; k++) {
            if (expressions.has(nodes[k], Expressions.TRAPS)) {
                operands.force(0, height, Expressions.TRAPS);
            }
        }
        operands.freeTempsBelow(height, slot);
        state.statement(op, slot);
        for (int k = 0; k < count; k++) {
            expressions.write(nodes[k], state.code);
        }
        operands.release();
        operands.pushHome(Ir.TYPE_I64, state.offset);
        operands.pushHome(Ir.TYPE_I64, state.offset);
    }
}
