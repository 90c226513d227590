package dev.vespula.text.printer;

import java.util.ArrayList;
import java.util.List;

/** An instruction of a folded text with the operands inside of its parentheses and, if it is a block, its parts. */
final class FoldedNode {
    /** Longest expression that is printed on one line, in characters. */
    private static final int LINE = 80;

    /** A sequence inside of a block; the keyword is null where the instructions stand directly in the block. */
    record Part(String keyword, List<FoldedNode> nodes) {}

    final Instruction instruction;
    final List<FoldedNode> operands;
    final List<Part> parts = new ArrayList<>();
    /** Whether it takes values that stand before it and not inside: what is before it cannot be another's operand. */
    final boolean borrows;
    private final int width;

    FoldedNode(Instruction instruction, List<FoldedNode> operands, boolean borrows) {
        this.instruction = instruction;
        this.operands = operands;
        this.borrows = borrows;
        int total = instruction.text().length() + 2 + instruction.hint().length();
        for (FoldedNode operand : operands) {
            total += operand.isOneLine() ? operand.width + 1 : LINE + 1;
        }
        this.width = Math.min(total, LINE + 1);
    }

    /** Whether it is short enough for one line; never true of blocks. */
    boolean isOneLine() {
        return width <= LINE && parts.isEmpty();
    }

    /** Whether it can be an operand: it leaves exactly one value. */
    boolean isOperand() {
        return instruction.results() == 1;
    }
}
