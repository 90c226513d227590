package dev.vespula.internal.translate;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.validate.Family;
import dev.vespula.internal.validate.Instruction;

/**
 * What has an address in a linear memory. Loads are expressions; stores and atomic accesses, atomic loads too, are
 * statements of their own: nothing that reads memory may move across one.
 */
final class AccessPart extends Part {
    AccessPart(FunctionState state) {
        super(state);
    }

    void access(Instruction instruction) {
        int op = Operators.op(instruction.opcodeIndex);
        if (Ir.kind(op) == Ir.KIND_EXPR) {
            load(op, instruction);
        } else {
            change(op, instruction);
        }
    }

    private void load(int op, Instruction instruction) {
        boolean hasLane = instruction.family == Family.LANE_ACCESS;
        int count = hasLane ? 2 : 1;
        long offset = foldAddress(operands.node(operands.height() - count), instruction.low);
        int node = state.expression(word(op, offset, instruction), Ir.result(op), Expressions.TRAPS, count);
        if (offset >>> Integer.SIZE - 1 == 0) {
            expressions.word(node, (int) offset);
        } else {
            expressions.word64(node, offset);
        }
        if (hasLane) {
            expressions.word(node, instruction.second);
        }
    }

    private void change(int op, Instruction instruction) {
        int count = Ir.operands(op);
        long offset = foldAddress(operands.node(operands.height() - count), instruction.low);
        int first = state.before(count, Expressions.TRAPS);
        int slot = operands.home(first);
        boolean hasResult = Ir.result(op) != Ir.TYPE_NONE;
        if (hasResult) {
            operands.freeTempsBelow(first, slot);
        }
        code.mapped(word(op, offset, instruction), state.offset);
        if (offset >>> Integer.SIZE - 1 == 0) {
            code.word((int) offset);
        } else {
            code.word64(offset);
        }
        if (hasResult) {
            code.word(slot);
        } else if (instruction.family == Family.LANE_ACCESS) {
            code.word(instruction.second);
        }
        state.writeOperands(count);
        if (hasResult) {
            operands.pushHome(Ir.result(op), state.offset);
        }
    }

    /** The op word: the memory, and whether the offset takes two words, as those from 2^31 on do. */
    private int word(int op, long offset, Instruction instruction) {
        int wide = offset >>> Integer.SIZE - 1 == 0 ? 0 : IrReader.WIDE;
        return Ir.word(op, state.memory(instruction.index) | wide);
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
