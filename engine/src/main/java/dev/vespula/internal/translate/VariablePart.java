package dev.vespula.internal.translate;

import dev.vespula.internal.ir.Ir;

/** Locals, globals, and operators that only move operands about. */
final class VariablePart {
    private final FunctionState state;
    private final OperandStack operands;
    private final Expressions expressions;

    VariablePart(FunctionState state) {
        this.state = state;
        this.operands = state.operands;
        this.expressions = state.expressions;
    }

    void getLocal(int local) {
        operands.push(expressions.slot(IrTypes.of(state.locals.type(local)), state.locals.slot(local), state.offset));
    }

    void setLocal(int local) {
        int node = operands.pop();
        assign(state.locals.slot(local), node);
        operands.release();
    }

    void teeLocal(int local) {
        int node = operands.pop();
        assign(state.locals.slot(local), node);
        if (expressions.isConstant(node)) {
            operands.push(node);
        } else {
            int type = expressions.type(node);
            operands.release();
            operands.push(expressions.slot(type, state.locals.slot(local), state.offset));
        }
    }

    private void assign(int slot, int node) {
        if (expressions.isSlot(node, slot)) {
            return;
        }
        operands.freeLocal(slot, Expressions.width(expressions.type(node)));
        if (expressions.has(node, Expressions.TRAPS)) {
            operands.force(0, operands.height(), Expressions.TRAPS);
        }
        operands.set(slot, node, state.offset);
    }

    void getGlobal(int global) {
        int type = IrTypes.of(state.module.globalType(global));
        int flags = state.module.isGlobalMutable(global) ? Expressions.READS_GLOBAL : 0;
        operands.push(expressions.leaf(Ir.word(Ir.GLOBAL_GET_I32 + type - Ir.TYPE_I32, state.field(global)), type, flags,
                state.offset));
    }

    void setGlobal(int global) {
        int node = operands.pop();
        operands.force(0, operands.height(), Expressions.TRAPS | Expressions.READS_GLOBAL);
        state.statement(Ir.GLOBAL_SET_I32 + expressions.type(node) - Ir.TYPE_I32, state.field(global));
        expressions.write(node, state.code);
        operands.release();
    }

    /** A dropped operand is still evaluated if it can trap. */
    void drop() {
        int node = operands.pop();
        if (expressions.has(node, Expressions.TRAPS)) {
            operands.force(0, operands.height(), Expressions.TRAPS);
            state.statement(Ir.EVAL_I32 + expressions.type(node) - Ir.TYPE_I32, 0);
            expressions.write(node, state.code);
        }
        operands.release();
    }

    void select() {
        int height = operands.height();
        int condition = operands.top();
        if (expressions.isConstant(condition)) {
            boolean first = expressions.bits(condition) != 0;
            int dropped = operands.node(first ? height - 2 : height - 3);
            if (!expressions.has(dropped, Expressions.TRAPS)) {
                int kept = operands.node(first ? height - 3 : height - 2);
                operands.pop();
                operands.pop();
                operands.pop();
                operands.push(kept);
                return;
            }
        }
        operands.limit(3);
        operands.pop();
        int b = operands.pop();
        int a = operands.pop();
        int type = expressions.type(a);
        operands.push(expressions.tree(Ir.word(Ir.SELECT_I32 + type - Ir.TYPE_I32, 0), type, 0, state.offset, a, b, condition));
    }

    void refNull() {
        operands.push(expressions.leaf(Ir.word(Ir.REF_NULL, 0), Ir.TYPE_REF, 0, state.offset));
    }

    void refFunc(int function) {
        operands.push(expressions.leaf(Ir.word(Ir.REF_FUNC, state.field(function)), Ir.TYPE_REF, 0, state.offset));
    }

    void refIsNull() {
        int node = operands.top();
        if (expressions.isFixed(node)) {
            long bits = expressions.op(node) == Ir.REF_NULL ? 1 : 0;
            operands.pop();
            operands.release();
            operands.push(expressions.constant(Ir.TYPE_I32, bits, state.offset));
            return;
        }
        operands.limit(1);
        operands.pop();
        operands.push(expressions.tree(Ir.word(Ir.REF_IS_NULL, 0), Ir.TYPE_I32, 0, state.offset, node, -1, -1));
    }

    void refAsNonNull() {
        operands.limit(1);
        int node = operands.pop();
        operands.push(expressions.tree(Ir.word(Ir.REF_AS_NON_NULL, 0), Ir.TYPE_REF, Expressions.TRAPS, state.offset, node,
                -1, -1));
    }
}
