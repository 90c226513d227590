package dev.vespula.internal.translate;

import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.ir.Ir;

/**
 * Atomic operators. Each is a statement of its own, loads too: nothing that reads memory may move across one.
 */
final class AtomicPart {
    private final FunctionState state;
    private final OperandStack operands;
    private final Expressions expressions;
    private final MemoryPart memories;

    AtomicPart(FunctionState state, MemoryPart memories) {
        this.state = state;
        this.operands = state.operands;
        this.expressions = state.expressions;
        this.memories = memories;
    }

    void operator(Opcode opcode, int memory, long offset) {
        int op = Operators.op(opcode);
        int count = Ir.operands(op);
        operands.limitTogether(count);
        int third = count > 2 ? operands.pop() : -1;
        int second = count > 1 ? operands.pop() : -1;
        int address = operands.pop();
        boolean result = !opcode.signature().endsWith(":");
        int height = operands.height();
        int slot = operands.home(height);
        if (result) {
            operands.freeTempsBelow(height, slot);
        }
        memories.beginStore(op, memory, offset, address);
        if (result) {
            state.code.word(slot);
        }
        expressions.write(address, state.code);
        if (second >= 0) {
            expressions.write(second, state.code);
        }
        if (third >= 0) {
            expressions.write(third, state.code);
        }
        operands.release();
        if (result) {
            operands.pushHome(opcode.signature().endsWith(":l") ? Ir.TYPE_I64 : Ir.TYPE_I32, state.offset);
        }
    }

    void fence() {
        operands.force(0, operands.height(), Expressions.TRAPS);
        state.statement(Ir.ATOMIC_FENCE, 0);
    }
}
