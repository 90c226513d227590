package dev.vespula.internal.translate;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.validate.Instruction;

/**
 * What has an address in a linear memory. Loads are expressions; stores and atomic accesses, atomic loads too, are
 * statements of their own: nothing that reads memory may move across one.
 */
final class AccessPart {
    private final FunctionState state;
    private final OperandStack operands;
    private final Expressions expressions;

    AccessPart(FunctionState state) {
        this.state = state;
        this.operands = state.operands;
        this.expressions = state.expressions;
    }

    void access(Instruction instruction) {
        int op = Operators.op(instruction.opcodeIndex);
        int count = Ir.operands(op);
        long offset = foldAddress(operands.node(operands.height() - count), instruction.low);
        // Offsets from 2^31 on take two words.
        boolean isWide = offset >>> 31 != 0;
        int word = Ir.word(op, state.memory(instruction.index) | (isWide ? IrReader.WIDE : 0));
        if (Ir.kind(op) == Ir.KIND_EXPR) {
            load(word, offset, isWide, count, instruction.second);
        } else {
            change(word, offset, isWide, count, instruction);
        }
    }

    private void load(int word, long offset, boolean isWide, int count, int lane) {
        int op = Ir.op(word);
        int node = state.expression(word, Ir.result(op), Expressions.TRAPS, count);
        if (isWide) {
            expressions.word64(node, offset);
        } else {
            expressions.word(node, (int) offset);
        }
        if (Ir.wordEntries(op) > 1) {
            expressions.word(node, lane);
        }
    }

    private void change(int word, long offset, boolean isWide, int count, Instruction instruction) {
        int op = Ir.op(word);
        int first = state.before(count, Expressions.TRAPS);
        int slot = operands.home(first);
        boolean hasResult = Ir.result(op) != Ir.TYPE_NONE;
        if (hasResult) {
            operands.freeTempsBelow(first, slot);
        }
        state.code.mapped(word, state.offset);
        if (isWide) {
            state.code.word64(offset);
        } else {
            state.code.word((int) offset);
        }
        if (Ir.wordEntries(op) > 1) {
            state.code.word(hasResult ? slot : instruction.second);
        }
        state.writeOperands(count);
        if (hasResult) {
            operands.pushHome(Ir.result(op), state.offset);
        }
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
}
