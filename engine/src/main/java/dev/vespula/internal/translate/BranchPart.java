package dev.vespula.internal.translate;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrWriter;
import dev.vespula.internal.translate.ControlStack.Block;
import dev.vespula.internal.translate.ControlStack.Kind;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.internal.validate.Instruction;
import java.util.ArrayList;
import java.util.List;

/**
 * Branches and returns.
 *
 * <p>A branch brings the values it takes along to the homes they have at its label. Those homes are never above the
 * values' own, so moving them from the lowest up overwrites none that is still needed. Where a conditional branch would
 * have to move values, it becomes a branch around the moves and an unconditional one.
 */
final class BranchPart extends Part {
    /** Blocks that entries of the current branch table go to by way of moves. */
    private final List<Block> stubs = new ArrayList<>();

    BranchPart(FunctionState state) {
        super(state);
    }

    void branch(Instruction instruction) {
        int label = instruction.index;
        switch (instruction.opcode()) {
            case UNREACHABLE -> unreachable();
            case BR -> br(label);
            case BR_IF -> brIf(label);
            case BR_TABLE -> brTable(instruction.labels);
            case RETURN -> goTo(control.body());
            case BR_ON_NULL -> brOnNull(label);
            case BR_ON_NON_NULL -> brOnNonNull(label);
            case BR_ON_CAST -> onCast(Ir.BR_IF, label, instruction.second);
            case BR_ON_CAST_FAIL -> onCast(Ir.BR_UNLESS, label, instruction.second);
            case BR_ON_CAST_DESC_EQ -> onDescriptor(Ir.BR_IF, label, instruction.second);
            default -> onDescriptor(Ir.BR_UNLESS, label, instruction.second);
        }
    }

    private void unreachable() {
        operands.forceBelow(operands.height(), Expressions.TRAPS);
        state.statement(Ir.UNREACHABLE, 0);
        state.reachable = false;
    }

    private void br(int label) {
        goTo(control.target(label));
    }

    private void brIf(int label) {
        int condition = operands.pop();
        if (expressions.isConstant(condition)) {
            boolean taken = expressions.bits(condition) != 0;
            operands.release();
            if (taken) {
                br(label);
            }
            return;
        }
        conditional(Ir.BR_IF, condition, control.target(label));
        operands.release();
    }

    private void brOnNull(int label) {
        int reference = topReference();
        operands.pop();
        conditional(Ir.BR_IF, test(Ir.REF_IS_NULL, reference), control.target(label));
        operands.push(reference);
    }

    private void brOnNonNull(int label) {
        // The reference is the last of the values that the branch takes along.
        conditional(Ir.BR_UNLESS, test(Ir.REF_IS_NULL, topReference()), control.target(label));
        operands.pop();
        operands.release();
    }

    /** The reference is the last of the values that the branch takes along, and stays where it does not branch. */
    private void onCast(int op, int label, int type) {
        int test = test(Ir.REF_TEST, topReference());
        expressions.word(test, type);
        conditional(op, test, control.target(label));
    }

    /** As {@link #onCast}, with a descriptor above the reference. */
    private void onDescriptor(int op, int label, int type) {
        operands.limit(1);
        int below = operands.height() - 2;
        if (!expressions.isSlot(operands.node(below))) {
            operands.force(below);
        }
        int descriptor = operands.pop();
        int test = expressions.tree(Ir.word(Ir.REF_TEST_DESC, 0), Ir.TYPE_I32, Expressions.TRAPS, state.offset, operands.top(),
                descriptor, -1);
        expressions.word(test, type);
        conditional(op, test, control.target(label));
        operands.release();
    }

    private int test(int op, int reference) {
        return expressions.tree(Ir.word(op, 0), Ir.TYPE_I32, 0, state.offset, reference, -1, -1);
    }

    /** The topmost operand, in a slot because it is used twice. */
    private int topReference() {
        if (!expressions.isSlot(operands.top())) {
            operands.force(operands.height() - 1);
        }
        return operands.top();
    }

    private void brTable(int[] labels) {
        int index = operands.pop();
        if (expressions.isConstant(index)) {
            long number = expressions.bits(index) & 0xFFFFFFFFL;
            operands.release();
            br(labels[(int) Math.min(number, labels.length - 1)]);
            return;
        }
        int height = operands.height();
        operands.forceBelow(height, Expressions.TRAPS);
        int values = control.target(labels[labels.length - 1]).labelTypes().length;
        int first = height - values;
        prepareReturn(first, labels);
        state.statement(Ir.BR_TABLE, state.field(labels.length));
        for (int label : labels) {
            Block block = control.target(label);
            if (isDirect(block, first, values)) {
                target(block);
            } else {
                if (block.stubChain == IrWriter.NO_CHAIN) {
                    stubs.add(block);
                }
                block.stubChain = code.chain(block.stubChain);
            }
        }
        expressions.write(index, code);
        for (Block block : stubs) {
            code.bind(block.stubChain);
            block.stubChain = IrWriter.NO_CHAIN;
            leave(block, first);
        }
        stubs.clear();
        state.reachable = false;
    }

    /** A return among the labels of a table writes to locals: what reads them is forced before any path begins. */
    private void prepareReturn(int first, int[] labels) {
        for (int label : labels) {
            if (control.target(label) == control.body()) {
                prepareReturn(first);
                return;
            }
        }
    }

    // ---- unconditional

    private void goTo(Block block) {
        int height = operands.height();
        int first = height - block.labelTypes().length;
        operands.forceBelow(first, Expressions.TRAPS);
        if (block == control.body()) {
            prepareReturn(first);
        }
        leave(block, first);
        state.reachable = false;
    }

    /** Writes the moves of the values from a height on and the branch or return. The operands stay as they are. */
    private void leave(Block block, int first) {
        if (block == control.body()) {
            writeReturn(first);
        } else {
            move(operands.home(block.base), first);
            jump(block);
        }
    }

    /** Writes a branch whose values are in place. */
    void jump(Block block) {
        state.statement(Ir.BR, 0);
        target(block);
    }

    /** Writes the values from a height on to slots; they stay operands. */
    void move(int destination, int first) {
        int slot = destination;
        for (int height = first; height < operands.height(); height++) {
            int node = operands.node(height);
            if (!expressions.isSlot(node, slot)) {
                operands.set(slot, node, state.offset);
            }
            slot += Expressions.width(expressions.type(node));
        }
    }

    // ---- conditional

    /** Writes a conditional branch; the values are the topmost operands and stay there. */
    private void conditional(int op, int operand, Block block) {
        int height = operands.height();
        int values = block.labelTypes().length;
        int first = height - values;
        operands.forceBelow(height, Expressions.TRAPS);
        if (!isDirect(block, first, values) && block != control.body() && block.base == first) {
            operands.forceAll(first, height);
        }
        if (isDirect(block, first, values)) {
            writeCondition(op, operand, block);
            return;
        }
        if (block == control.body()) {
            prepareReturn(first);
        }
        int around = writeCondition(negated(op), operand, null);
        leave(block, first);
        code.bind(around);
    }

    /** Whether a branch needs no moves. */
    private boolean isDirect(Block block, int first, int values) {
        if (values == 0) {
            return true;
        }
        if (block == control.body()) {
            return false;
        }
        int slot = operands.home(block.base);
        for (int height = first; height < first + values; height++) {
            int node = operands.node(height);
            if (!expressions.isSlot(node, slot)) {
                return false;
            }
            slot += Expressions.width(expressions.type(node));
        }
        return true;
    }

    /**
     * Writes the branch around the first arm of an {@code if}.
     *
     * @return its chain
     */
    int branchUnless(int condition) {
        return writeCondition(Ir.BR_UNLESS, condition, null);
    }

    /**
     * Writes one conditional branch. Negations of the condition turn into the opposite branch or comparison.
     *
     * @param block where to, or null for a label of its own
     * @return the chain of the label of its own
     */
    private int writeCondition(int op, int operand, Block block) {
        int branch = op;
        int node = operand;
        boolean more = true;
        while (more) {
            more = false;
            if (expressions.op(node) == Ir.I32_EQZ) {
                node = expressions.first(node);
                branch = negated(branch);
                more = true;
            } else if (expressions.op(node) == Ir.I32_NE && expressions.isConstant(expressions.second(node), 0)) {
                node = expressions.first(node);
                more = true;
            }
        }
        int inverse = Comparisons.inverse(expressions.op(node));
        if (branch == Ir.BR_UNLESS && inverse >= 0) {
            expressions.setWord(node, Ir.word(inverse, 0));
            branch = Ir.BR_IF;
        }
        state.statement(branch, 0);
        int chain = IrWriter.NO_CHAIN;
        if (block != null) {
            target(block);
        } else {
            chain = code.chain(chain);
        }
        expressions.write(node, code);
        return chain;
    }

    private static int negated(int op) {
        return op == Ir.BR_IF ? Ir.BR_UNLESS : Ir.BR_IF;
    }

    /** Writes the target word of a branch. */
    private void target(Block block) {
        if (block.kind == Kind.LOOP) {
            code.word(block.label);
        } else {
            block.label = code.chain(block.label);
        }
    }

    // ---- return

    /**
     * Forces the results that read a local which an earlier result overwrites. (Temporaries that results read are at or
     * behind the slots of those results.)
     */
    void prepareReturn(int first) {
        int slot = 0;
        for (int height = first; height < operands.height(); height++) {
            int node = operands.node(height);
            if (slot > 0 && expressions.readsLocals(node, 0, slot)) {
                operands.force(height);
            }
            slot += Expressions.width(expressions.type(node));
        }
    }

    /** Writes a return whose results are the operands from a height on. */
    void writeReturn(int first) {
        int[] results = control.body().results;
        if (results.length == 1 && results[0] < 0 && results[0] != ValTypes.V128) {
            state.statement(Ir.RETURN_I32 + IrTypes.of(results[0]) - Ir.TYPE_I32, 0);
            expressions.write(operands.node(first), code);
            return;
        }
        move(0, first);
        state.statement(Ir.RETURN, 0);
    }
}
