package dev.vespula.internal.translate;

import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.validate.Instruction;

/** Locals, globals, and operators that only move operands about. */
final class VariablePart extends Part {
    VariablePart(FunctionState state) {
        super(state);
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
            operands.forceBelow(operands.height(), Expressions.TRAPS);
        }
        operands.set(slot, node, state.offset);
    }

    void global(Instruction instruction) {
        if (instruction.opcodeIndex == Opcode.GLOBAL_GET.index()) {
            getGlobal(instruction.index);
        } else {
            setGlobal(instruction.index);
        }
    }

    private void getGlobal(int global) {
        int type = IrTypes.of(state.module.globalType(global));
        int flags = state.module.isGlobalMutable(global) ? Expressions.READS_GLOBAL : 0;
        operands.push(expressions.leaf(Ir.word(Ir.GLOBAL_GET_I32 + type - Ir.TYPE_I32, state.field(global)), type, flags,
                state.offset));
    }

    private void setGlobal(int global) {
        state.before(1, Expressions.TRAPS | Expressions.READS_GLOBAL);
        int type = expressions.type(operands.node(operands.height()));
        state.statement(Ir.GLOBAL_SET_I32 + type - Ir.TYPE_I32, state.field(global));
        state.writeOperands(1);
    }

    /** {@code drop}, {@code select}. */
    void parametric(Opcode opcode) {
        if (opcode == Opcode.DROP) {
            drop();
        } else {
            select();
        }
    }

    /** A dropped operand is still evaluated if it can trap. */
    private void drop() {
        int node = operands.pop();
        if (expressions.has(node, Expressions.TRAPS)) {
            operands.forceBelow(operands.height(), Expressions.TRAPS);
            state.statement(Ir.EVAL_I32 + expressions.type(node) - Ir.TYPE_I32, 0);
            expressions.write(node, code);
        }
        operands.release();
    }

    private void select() {
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
        int type = expressions.type(operands.node(height - 2));
        state.expression(Ir.word(Ir.SELECT_I32 + type - Ir.TYPE_I32, 0), type, 0, 3);
    }

    /** What is known of references now; the rest are operations. */
    void reference(Instruction instruction, OperationPart operations) {
        switch (instruction.opcode()) {
            case REF_IS_NULL -> {
                if (expressions.isFixed(operands.top())) {
                    long bits = expressions.op(operands.pop()) == Ir.REF_NULL ? 1 : 0;
                    operands.release();
                    state.pushConstant(Ir.TYPE_I32, bits);
                } else {
                    operations.translate(instruction);
                }
            }
            case ANY_CONVERT_EXTERN, EXTERN_CONVERT_ANY -> {
                // The same object stands for a reference in both hierarchies.
            }
            default -> operations.translate(instruction);
        }
    }
}
