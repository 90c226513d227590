package dev.vespula.text.printer;

import dev.vespula.internal.binary.Opcode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts operands into the parentheses of the instruction that takes them, as far as they stand directly before it and
 * leave one value each: then the order of the instructions stays that of the binary. Trees are built first and printed
 * by {@link #finish}, both with stacks of their own, so that depth is no danger.
 */
final class FoldedPrinter implements Consumer<Instruction> {
    /** What is to be printed next, besides nodes. */
    private enum Step {
        /** The closing parenthesis of a group that goes over several lines. */
        CLOSE
    }

    /** The opening of a part of a block. */
    private record Open(String keyword) {}

    /** A sequence inside of a block; the keyword is null where the instructions stand directly in the block. */
    private record Part(String keyword, List<Node> nodes) {}

    /** An instruction of a folded text with the operands inside of its parentheses and, if it is a block, its parts. */
    private static final class Node {
        /** Longest expression that is printed on one line, in characters. */
        private static final int LINE = 80;

        final Instruction instruction;
        final List<Node> operands;
        final List<Part> parts = new ArrayList<>();
        /** Whether it takes values that stand before it and not inside: what is before it cannot be another's operand. */
        final boolean borrows;
        private final int width;

        Node(Instruction instruction, List<Node> operands, boolean borrows) {
            this.instruction = instruction;
            this.operands = operands;
            this.borrows = borrows;
            int total = instruction.text().length() + 2 + instruction.hint().length();
            for (Node operand : operands) {
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

    private final Output out;
    private final Deque<Node> blocks = new ArrayDeque<>();
    private List<Node> sequence = new ArrayList<>();
    private final Deque<List<Node>> outer = new ArrayDeque<>();

    FoldedPrinter(Output out) {
        this.out = out;
    }

    @Override
    public void accept(Instruction instruction) {
        switch (instruction.role()) {
            case PLAIN -> sequence.add(fold(instruction));
            case BEGIN -> begin(instruction);
            case PART -> beginPart(instruction.text());
            case END -> end(instruction);
        }
    }

    private void begin(Instruction instruction) {
        boolean folds = instruction.opcode() == Opcode.IF;
        Node block = folds ? fold(instruction)
                : new Node(instruction, List.of(), instruction.operands() > 0);
        blocks.push(block);
        outer.push(sequence);
        beginPart(switch (instruction.opcode()) {
            case IF -> "then";
            case TRY -> "do";
            default -> null;
        });
    }

    private void end(Instruction instruction) {
        if (instruction.opcode() == Opcode.DELEGATE) {
            beginPart(instruction.text());
        }
        sequence = outer.pop();
        sequence.add(blocks.pop());
    }

    private void beginPart(String keyword) {
        sequence = new ArrayList<>();
        blocks.peek().parts.add(new Part(keyword, sequence));
    }

    private Node fold(Instruction instruction) {
        int from = sequence.size();
        int wanted = instruction.operands();
        boolean barred = false;
        while (wanted > 0 && from > 0 && !barred && sequence.get(from - 1).isOperand()) {
            from--;
            wanted--;
            barred = sequence.get(from).borrows;
        }
        List<Node> tail = sequence.subList(from, sequence.size());
        Node node = new Node(instruction, List.copyOf(tail), wanted > 0 || barred);
        tail.clear();
        return node;
    }

    // Printing -------------------------------------------------------------------------------------------------------

    /** Prints everything told so far, each top instruction on a line of its own. */
    void finish() {
        Deque<Object> steps = new ArrayDeque<>();
        pushAll(steps, sequence);
        sequence = new ArrayList<>();
        while (!steps.isEmpty()) {
            Object step = steps.pop();
            if (step instanceof Node node) {
                print(node, steps);
            } else if (step instanceof Open open) {
                out.line().add("(").add(open.keyword());
                out.indent();
            } else {
                out.outdent();
                out.add(")");
            }
        }
    }

    private void print(Node node, Deque<Object> steps) {
        out.line();
        if (node.isOneLine()) {
            printInline(node);
            return;
        }
        printHead(node);
        out.indent();
        steps.push(Step.CLOSE);
        for (int i = node.parts.size() - 1; i >= 0; i--) {
            Part part = node.parts.get(i);
            if (part.keyword() == null) {
                pushAll(steps, part.nodes());
            } else {
                steps.push(Step.CLOSE);
                pushAll(steps, part.nodes());
                steps.push(new Open(part.keyword()));
            }
        }
        pushAll(steps, node.operands);
    }

    private void printHead(Node node) {
        if (!node.instruction.hint().isEmpty()) {
            out.add(node.instruction.hint()).add(" ");
        }
        out.add("(").add(node.instruction.text());
    }

    /** Nesting is bounded by the length of a line. */
    private void printInline(Node node) {
        printHead(node);
        for (Node operand : node.operands) {
            out.add(" ");
            printInline(operand);
        }
        out.add(")");
    }

    private static void pushAll(Deque<Object> steps, List<Node> nodes) {
        for (int i = nodes.size() - 1; i >= 0; i--) {
            steps.push(nodes.get(i));
        }
    }
}
