package dev.vespula.testing;

import dev.vespula.internal.binary.Immediates;
import dev.vespula.internal.binary.Opcode;

/**
 * Writes instructions: {@code new Code().op(LOCAL_GET, 0).op(I32_CONST, 1).op(I32_ADD).end()}. Immediates are given
 * in the order of the binary format; whether they are valid is the test's business.
 */
public final class Code extends ByteWriter<Code> {
    /** The block type without parameters and results. */
    public static final int EMPTY = 0x40;

    /** An instruction. A block type is {@link #EMPTY}, a code of {@link ModuleBytes} or a type index. */
    public Code op(Opcode opcode, long... immediates) {
        if (opcode.prefix() == 0) {
            raw(opcode.code());
        } else {
            raw(opcode.prefix()).unsigned(opcode.code());
        }
        Immediates kind = opcode.immediates();
        switch (kind) {
            case I32, I64 -> signed(immediates[0]);
            case F32 -> fixed(immediates[0], 4);
            case F64 -> fixed(immediates[0], 8);
            case V128 -> fixed(immediates[0], 8).fixed(immediates[1], 8);
            case BLOCK, HEAP_TYPE, LANE, FENCE -> rawAll(immediates);
            case SHUFFLE -> rawAll(immediates);
            case LABEL_TABLE -> unsigned(immediates.length - 1L).unsignedAll(immediates);
            case SELECT_TYPES -> unsigned(immediates.length).rawAll(immediates);
            default -> unsignedAll(immediates);
        }
        return this;
    }

    private Code unsignedAll(long... values) {
        for (long value : values) {
            unsigned(value);
        }
        return this;
    }

    private Code rawAll(long... values) {
        for (long value : values) {
            raw((int) value);
        }
        return this;
    }

    /** The instruction {@code end}. */
    public Code end() {
        return op(Opcode.END);
    }
}
