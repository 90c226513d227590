package dev.vespula.internal.validate;

import dev.vespula.Feature;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ModuleError;
import dev.vespula.internal.binary.Opcode;

/** Loads, stores, atomic accesses and everything else that names a memory or a data segment. */
final class MemoryInstructions {
    private static final int VECTOR_BYTES = 16;

    private final FunctionBody body;
    private final Instruction instruction;

    MemoryInstructions(FunctionBody body) {
        this.body = body;
        this.instruction = body.instruction;
    }

    /** What has an address and names no lane. */
    void access(Opcode opcode, int entry) {
        readMemarg(opcode);
        body.apply(entry, body.memoryAddress(instruction.index), 0);
    }

    /** What has an address and names a lane. */
    void laneAccess(Opcode opcode, int entry) {
        readMemarg(opcode);
        instruction.second = body.readLane(VECTOR_BYTES >> opcode.naturalAlignment());
        body.apply(entry, body.memoryAddress(instruction.index), 0);
    }

    /** Reads and checks alignment, memory and offset. */
    private void readMemarg(Opcode opcode) {
        FunctionBody body = this.body;
        int flagsOffset = body.position();
        int flags = body.readU32();
        int alignment = flags;
        int memory = 0;
        if ((flags & BinaryFormat.HAS_MEMORY) != 0 && body.has(Feature.MULTI_MEMORY)) {
            alignment = flags & ~BinaryFormat.HAS_MEMORY;
            memory = body.readU32();
        }
        if (Integer.compareUnsigned(alignment, BinaryFormat.HAS_MEMORY) >= 0) {
            throw alignment >= BinaryFormat.HAS_MEMORY << 1 || alignment < 0 || body.has(Feature.MULTI_MEMORY)
                    ? ModuleError.ACCESS_FLAGS.at(flagsOffset)
                    : ModuleError.ACCESS_FLAGS.without(Feature.MULTI_MEMORY, flagsOffset);
        }
        long offset = body.has(Feature.MEMORY64) ? body.readU64() : Integer.toUnsignedLong(body.readU32());
        body.checkMemory(memory);
        if (alignment != opcode.naturalAlignment()) {
            checkAlignment(alignment, opcode);
        }
        if (offset >>> 32 != 0 && !body.module.memory(memory).address64()) {
            throw body.error(ModuleError.ACCESS_OFFSET, Long.toUnsignedString(offset));
        }
        instruction.index = memory;
        instruction.low = offset;
    }

    private void checkAlignment(int alignment, Opcode opcode) {
        if (alignment > opcode.naturalAlignment()) {
            throw body.error(ModuleError.LARGE_ALIGNMENT, alignment, opcode.mnemonic());
        }
        if (opcode.prefix() == BinaryFormat.LAST_PREFIX) {
            throw body.error(ModuleError.UNNATURAL_ALIGNMENT, alignment, opcode.mnemonic());
        }
    }

    /** What has none. */
    void validate(Opcode opcode, int entry) {
        switch (opcode.immediates()) {
            case MEMORY -> instruction.index = readMemory();
            case MEMORY_MEMORY -> {
                instruction.index = readMemory();
                instruction.second = readMemory();
                body.popCopy(body.memoryAddress(instruction.index), body.memoryAddress(instruction.second));
            }
            case DATA_MEMORY -> {
                instruction.second = body.readU32();
                instruction.index = readMemory();
                body.checkData(instruction.second);
            }
            case DATA -> {
                instruction.second = body.readU32();
                body.checkData(instruction.second);
                return;
            }
            default -> {
                readZero();
                return;
            }
        }
        body.apply(entry, body.memoryAddress(instruction.index), 0);
    }

    private int readMemory() {
        int memory = 0;
        if (body.has(Feature.MULTI_MEMORY)) {
            memory = body.readU32();
        } else {
            // Before there were several memories a plain zero stood here.
            readZero();
        }
        body.checkMemory(memory);
        return memory;
    }

    private void readZero() {
        if (body.readByte() != 0) {
            throw ModuleError.ZERO_BYTE.without(Feature.MULTI_MEMORY, body.position() - 1);
        }
    }
}
