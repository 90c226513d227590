package dev.vespula.text.printer;

/** One instruction a line, in the order of the binary. */
final class FlatPrinter implements InstructionSink {

    private final Output out;

    FlatPrinter(Output out) {
        this.out = out;
    }

    @Override
    public void plain(Instruction instruction) {
        print(instruction);
    }

    @Override
    public void begin(Instruction instruction) {
        print(instruction);
        out.indent();
    }

    @Override
    public void part(Instruction instruction) {
        out.outdent();
        print(instruction);
        out.indent();
    }

    @Override
    public void end(Instruction instruction) {
        out.outdent();
        print(instruction);
    }

    private void print(Instruction instruction) {
        out.line();
        if (!instruction.hint().isEmpty()) {
            out.add(instruction.hint()).add(" ");
        }
        out.add(instruction.text());
    }
}
