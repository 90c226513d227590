package dev.vespula.text.printer;

import dev.vespula.internal.binary.Opcode;

/**
 * An instruction as text.
 *
 * @param hint the branch hint annotation that stands before it, or an empty string
 * @param text mnemonic and immediates
 * @param operands how many values it takes off the stack
 * @param results how many it leaves there
 */
record Instruction(Opcode opcode, String hint, String text, int operands, int results) {
}
