package dev.vespula.internal.translate;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;

/** Loads, stores and the other operators of linear memories and data segments. */
final class MemoryPart {
    /** Set beside the index of a memory or table whose addresses are i64. */
    static final int ADDRESS_64 = IrReader.ADDRESS_64;
    /** Set where the offset takes two words. */
    private static final int WIDE = IrReader.WIDE;

    private final FunctionState state;
    private final OperandStack operands;
    private final Expressions expressions;

    MemoryPart(FunctionState state) {
        this.state = state;
        this.operands = state.operands;
        this.expressions = state.expressions;
    }

    void load(int op, int memory, long offset) {
        operands.limit(1);
        pushLoad(op, memory, offset, operands.pop(), -1);
    }

    /** Pushes a load from a popped address, over a popped second operand if there is one; returns its node. */
    int pushLoad(int op, int memory, long offset, int address, int second) {
        long left = foldAddress(address, offset);
        int tree = expressions.tree(Ir.word(op, memory(memory) | wide(left)), Ir.result(op), Expressions.TRAPS, state.offset,
                address, second, -1);
        if (wide(left) == 0) {
            expressions.word(tree, (int) left);
        } else {
            expressions.word64(tree, left);
        }
        operands.push(tree);
        return tree;
    }

    void store(int op, int memory, long offset) {
        operands.limitTogether(2);
        int value = operands.pop();
        int address = operands.pop();
        beginStore(op, memory, offset, address);
        expressions.write(address, state.code);
        expressions.write(value, state.code);
        operands.release();
    }

    /** Writes the op word and memarg of a statement that changes memory at a popped address. */
    void beginStore(int op, int memory, long offset, int address) {
        long left = foldAddress(address, offset);
        operands.force(0, operands.height(), Expressions.TRAPS);
        state.statement(op, memory(memory) | wide(left));
        if (wide(left) == 0) {
            state.code.word((int) left);
        } else {
            state.code.word64(left);
        }
    }

    void size(int memory) {
        boolean address64 = state.module.memory(memory).address64();
        operands.push(expressions.leaf(Ir.word(Ir.MEMORY_SIZE, memory(memory)), IrTypes.ofAddress(address64),
                Expressions.READS_MEMORY_SIZE, state.offset));
    }

    void grow(int memory) {
        int delta = operands.pop();
        int height = operands.height();
        int slot = operands.home(height);
        operands.force(0, height, Expressions.TRAPS | Expressions.READS_MEMORY_SIZE);
        operands.freeTempsBelow(height, slot);
        state.statement(Ir.MEMORY_GROW, slot);
        state.code.word(memory(memory));
        expressions.write(delta, state.code);
        operands.release();
        operands.pushHome(IrTypes.ofAddress(state.module.memory(memory).address64()), state.offset);
    }

    void fill(int memory) {
        three(Ir.MEMORY_FILL, memory(memory), -1);
    }

    void copy(int destination, int source) {
        three(Ir.MEMORY_COPY, memory(destination), memory(source));
    }

    void init(int memory, int data) {
        three(Ir.MEMORY_INIT, memory(memory), data);
    }

    void dropData(int data) {
        operands.force(0, operands.height(), Expressions.TRAPS);
        state.statement(Ir.DATA_DROP, state.field(data));
    }

    /** A statement over three operands. */
    private void three(int op, int field, int word) {
        operands.limitTogether(3);
        int third = operands.pop();
        int second = operands.pop();
        int first = operands.pop();
        operands.force(0, operands.height(), Expressions.TRAPS);
        state.statement(op, field);
        if (word >= 0) {
            state.code.word(word);
        }
        expressions.write(first, state.code);
        expressions.write(second, state.code);
        expressions.write(third, state.code);
        operands.release();
    }

    /**
     * Adds the offset to a constant address where the sum stays below 2^31, so that the effective address is known.
     *
     * @return the offset that is left
     */
    private long foldAddress(int address, long offset) {
        if (!expressions.isConstant(address)) {
            return offset;
        }
        int type = expressions.type(address);
        long base = expressions.bits(address);
        if (type == Ir.TYPE_I32) {
            base &= 0xFFFFFFFFL;
        }
        if (base < 0 || base > Integer.MAX_VALUE || offset < 0 || offset > Integer.MAX_VALUE - base) {
            return offset;
        }
        expressions.makeConstant(address, type, base + offset);
        return 0;
    }

    private int memory(int memory) {
        return state.module.memory(memory).address64() ? memory | ADDRESS_64 : memory;
    }

    /** Offsets from 2^31 on take two words. */
    private static int wide(long offset) {
        return offset >>> 31 == 0 ? 0 : WIDE;
    }
}
