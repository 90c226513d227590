package dev.vespula.text.printer;

import dev.vespula.internal.binary.Opcode;

/**
 * An instruction as text.
 *
 * @param role what it does to the structure
 * @param hint the branch hint annotation that stands before it, or an empty string
 * @param text mnemonic and immediates
 * @param operands how many values it takes off the stack; of a block its parameters, and the condition of an if
 * @param results how many it leaves there
 */
record Instruction(Role role, Opcode opcode, String hint, String text, int operands, int results) {

    enum Role {
        PLAIN,
        /** A block, loop, if, try or try_table begins. */
        BEGIN,
        /** Else, catch or catch_all: another part of the innermost block. */
        PART,
        /** End, or the delegate that takes its place: the innermost block is over. */
        END
    }

    /** One without operands of its own. */
    static Instruction boundary(Role role, Opcode opcode, String text) {
        return new Instruction(role, opcode, "", text, 0, 0);
    }
}
