package dev.vespula.internal.binary;

/**
 * One instruction of a constant expression.
 *
 * @param opcode which
 * @param immediate the constant's bits; the low half of a v128; the index of a global, function or type; the canonical
 *     heap type of {@code ref.null}
 * @param second the high half of a v128; the length for {@code array.new_fixed}
 * @param offset place in the binary
 */
public record ConstInstruction(Opcode opcode, long immediate, long second, int offset) {}
