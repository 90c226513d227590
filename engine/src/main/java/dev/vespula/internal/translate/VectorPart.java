package dev.vespula.internal.translate;

import dev.vespula.internal.ir.Ir;

/** Operators of vectors, and the vector loads and stores that name a lane. */
final class VectorPart {
    private final FunctionState state;
    private final OperandStack operands;
    private final Expressions expressions;
    private final MemoryPart memories;

    VectorPart(FunctionState state, MemoryPart memories) {
        this.state = state;
        this.operands = state.operands;
        this.expressions = state.expressions;
        this.memories = memories;
    }

    void constant(long low, long high) {
        operands.push(expressions.vector(low, high, state.offset));
    }

    /** An operator without immediates. */
    void operator(int op) {
        push(op, 0);
        state.fixNan(op);
    }

    /** {@code extract_lane} and {@code replace_lane}. */
    void lane(int op, int lane) {
        push(op, lane);
    }

    void shuffle(long low, long high) {
        int tree = push(Ir.I8X16_SHUFFLE, 0);
        expressions.word64(tree, low);
        expressions.word64(tree, high);
    }

    private int push(int op, int field) {
        int count = Ir.operands(op);
        operands.limit(count);
        int third = count > 2 ? operands.pop() : -1;
        int second = count > 1 ? operands.pop() : -1;
        int first = operands.pop();
        int tree = expressions.tree(Ir.word(op, field), Ir.result(op), 0, state.offset, first, second, third);
        operands.push(tree);
        return tree;
    }

    void loadLane(int op, int memory, long offset, int lane) {
        operands.limit(2);
        int vector = operands.pop();
        int address = operands.pop();
        expressions.word(memories.pushLoad(op, memory, offset, address, vector), lane);
    }

    void storeLane(int op, int memory, long offset, int lane) {
        operands.limitTogether(2);
        int vector = operands.pop();
        int address = operands.pop();
        memories.beginStore(op, memory, offset, address);
        state.code.word(lane);
        expressions.write(address, state.code);
        expressions.write(vector, state.code);
        operands.release();
    }
}
