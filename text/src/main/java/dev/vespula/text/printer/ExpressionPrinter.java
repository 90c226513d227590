package dev.vespula.text.printer;

import dev.vespula.internal.binary.ByteReader;
import java.util.ArrayList;
import java.util.List;

/** Constant expressions, on one line. */
final class ExpressionPrinter {
    private final CodeReader code;
    private final Output out;

    ExpressionPrinter(CodeReader code, Output out) {
        this.code = code;
        this.out = out;
    }

    /** The instructions, each in parentheses. */
    void print(ByteReader in) {
        out.add(String.join(" ", texts(in)));
    }

    /** One instruction in parentheses, or all of them in parentheses with the keyword. */
    void printGrouped(ByteReader in, String keyword) {
        List<String> texts = texts(in);
        if (texts.size() == 1) {
            out.add(texts.get(0));
        } else {
            out.add("(").add(keyword).add(texts.isEmpty() ? "" : " ").add(String.join(" ", texts)).add(")");
        }
    }

    private List<String> texts(ByteReader in) {
        List<String> texts = new ArrayList<>();
        // Blocks are not constant but can be written: flat, which may stand between folded instructions.
        code.readExpression(in, instruction -> texts.add(
                instruction.role() == Instruction.Role.PLAIN ? "(" + instruction.text() + ")" : instruction.text()));
        return texts;
    }
}
