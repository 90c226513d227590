package dev.vespula.text.printer;

/** Is told the instructions of a body or expression in the order of the binary. */
interface InstructionSink {

    void plain(Instruction instruction);

    /**
     * A block, loop, if, try or try_table begins.
     *
     * @param instruction its operands are parameters, and the condition of an if; its results are those of the block
     */
    void begin(Instruction instruction);

    /** Else, catch or catch_all: another part of the innermost block. */
    void part(Instruction instruction);

    /** End, or the delegate that takes its place: the innermost block is over. */
    void end(Instruction instruction);
}
