package dev.vespula.internal.validate;

import dev.vespula.internal.binary.Opcode;

/**
 * The instruction in hand as the validator has read it. One object serves for all instructions of all bodies, so that none
 * is allocated for each: what it says is good until the next one is read. Only the validator writes to it.
 */
public final class Instruction {
    /** Its {@linkplain Opcode#index() index} in the table of instructions. */
    public int opcodeIndex;
    /** Which of the constants of {@link Family} it belongs to. */
    public int family;
    /** Where its first byte stands in the module. */
    public int offset;
    /** The function, type, local, global, table, memory, tag or label; of a copy the destination's. */
    public int index;
    /**
     * What it names besides or instead: the source of a copy; a segment; a field; a lane; the number of operands of
     * {@code struct.new}, {@code array.new_fixed} and {@code cont.bind}; the reference type that a cast has as its target; the
     * table of an indirect call; the tag of an exception thrown into a continuation, or of a switch.
     */
    public int second;
    /** The bits of a constant, the low half of a vector, the first eight lanes of a shuffle; the offset of an access. */
    public long low;
    /** The high half of a vector, the last eight lanes of a shuffle. */
    public long high;
    /** Types of the parameters of a block. Not to be written to, like all arrays here. */
    public int[] params;
    /** Types of the results of a block. */
    public int[] results;
    /** The labels of {@code br_table}, the default one last. */
    public int[] labels;
    /** What a {@code try_table} catches. */
    public CatchClause[] clauses;
    /** What a continuation that is resumed may suspend or switch with. */
    public OnClause[] onClauses;

    /** The row of the table of instructions. */
    public Opcode opcode() {
        return Opcode.ofIndex(opcodeIndex);
    }
}
