package dev.vespula.text.printer;

import dev.vespula.text.printer.Instruction.Role;
import java.util.function.Consumer;

/** One instruction a line, in the order of the binary. */
final class FlatPrinter implements Consumer<Instruction> {
    private final Output out;

    FlatPrinter(Output out) {
        this.out = out;
    }

    @Override
    public void accept(Instruction instruction) {
        Role role = instruction.role();
        if (role == Role.PART || role == Role.END) {
            out.outdent();
        }
        out.line();
        if (!instruction.hint().isEmpty()) {
            out.add(instruction.hint()).add(" ");
        }
        out.add(instruction.text());
        if (role == Role.BEGIN || role == Role.PART) {
            out.indent();
        }
    }
}
