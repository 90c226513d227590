package dev.vespula.internal.validate;

import dev.vespula.Feature;
import dev.vespula.MalformedException;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.ValTypes;

/** Loads, stores, atomic accesses and everything else that names a memory. */
final class MemoryInstructions {

    private final Body body;
    /** The memory and offset that were read last. */
    private int memory;
    private long offset;

    MemoryInstructions(Body body) {
        this.body = body;
    }

    int memory() {
        return memory;
    }

    long offset() {
        return offset;
    }

    /** An access without a lane. */
    void access(int opcodeIndex, int entry) {
        Body body = this.body;
        Opcode opcode = Opcode.ofIndex(opcodeIndex);
        readMemarg(opcode);
        int address = body.memoryAddress(memory);
        int types = entry >>> Family.TYPES_SHIFT;
        for (int k = entry >> Family.OPERANDS_SHIFT & Family.OPERANDS_MASK; k > 0; k--) {
            int code = types & 7;
            body.pop(code == Family.ADDRESS ? address : -code);
            types >>>= Family.TYPE_BITS;
        }
        boolean hasResult = (entry >> Family.RESULTS_SHIFT & Family.RESULTS_MASK) != 0;
        if (hasResult) {
            body.push(-(types & 7));
        }
        CodeSink live = body.live;
        if (live == null) {
            return;
        }
        if (opcode.prefix() == BinaryFormat.LAST_PREFIX) {
            live.atomic(opcode, memory, offset);
        } else if (hasResult) {
            live.load(opcode, memory, offset);
        } else {
            live.store(opcode, memory, offset);
        }
    }

    /** Reads and checks alignment, memory and offset. */
    void readMemarg(Opcode opcode) {
        Body body = this.body;
        int at = body.position();
        int flags = body.readU32();
        int alignment = flags;
        memory = 0;
        if ((flags & BinaryFormat.HAS_MEMORY) != 0 && body.has(Feature.MULTI_MEMORY)) {
            alignment = flags & ~BinaryFormat.HAS_MEMORY;
            memory = body.readU32();
        }
        if (Integer.compareUnsigned(alignment, BinaryFormat.HAS_MEMORY) >= 0) {
            throw alignment >= BinaryFormat.HAS_MEMORY << 1 || alignment < 0 || body.has(Feature.MULTI_MEMORY)
                    ? new MalformedException("malformed memop flags", at)
                    : MalformedException.without(Feature.MULTI_MEMORY, "malformed memop flags", at);
        }
        offset = body.has(Feature.MEMORY64) ? body.readU64() : Integer.toUnsignedLong(body.readU32());
        body.checkMemory(memory);
        if (alignment != opcode.naturalAlignment()) {
            checkAlignment(alignment, opcode);
        }
        if (offset >>> 32 != 0 && !body.module.memory(memory).address64()) {
            throw body.invalid("offset out of range: " + Long.toUnsignedString(offset));
        }
    }

    private void checkAlignment(int alignment, Opcode opcode) {
        if (alignment > opcode.naturalAlignment()) {
            throw body.invalid("alignment must not be larger than natural: 2^" + alignment + " for "
                    + opcode.mnemonic());
        }
        if (opcode.prefix() == BinaryFormat.LAST_PREFIX) {
            throw body.invalid("alignment must be natural for atomic accesses: 2^" + alignment + " for "
                    + opcode.mnemonic());
        }
    }

    void validate(Opcode opcode) {
        switch (opcode) {
            case MEMORY_SIZE -> size();
            case MEMORY_GROW -> grow();
            case MEMORY_FILL -> fill();
            case MEMORY_COPY -> copy();
            case MEMORY_INIT -> init();
            case DATA_DROP -> drop();
            default -> fence();
        }
    }

    private void size() {
        int index = readMemory();
        body.push(body.memoryAddress(index));
        if (body.live != null) {
            body.live.memorySize(index);
        }
    }

    private void grow() {
        int index = readMemory();
        int address = body.memoryAddress(index);
        body.pop(address);
        body.push(address);
        if (body.live != null) {
            body.live.memoryGrow(index);
        }
    }

    private void fill() {
        int index = readMemory();
        int address = body.memoryAddress(index);
        body.pop(address);
        body.pop(ValTypes.I32);
        body.pop(address);
        if (body.live != null) {
            body.live.memoryFill(index);
        }
    }

    private void copy() {
        int destination = readMemory();
        int source = readMemory();
        int destinationAddress = body.memoryAddress(destination);
        int sourceAddress = body.memoryAddress(source);
        body.pop(destinationAddress == sourceAddress ? sourceAddress : ValTypes.I32);
        body.pop(sourceAddress);
        body.pop(destinationAddress);
        if (body.live != null) {
            body.live.memoryCopy(destination, source);
        }
    }

    private void init() {
        int data = body.readU32();
        int index = readMemory();
        body.checkData(data);
        body.pop(ValTypes.I32);
        body.pop(ValTypes.I32);
        body.pop(body.memoryAddress(index));
        if (body.live != null) {
            body.live.memoryInit(index, data);
        }
    }

    private void drop() {
        int data = body.readData();
        if (body.live != null) {
            body.live.dataDrop(data);
        }
    }

    private void fence() {
        if (body.readByte() != 0) {
            throw MalformedException.without(Feature.MULTI_MEMORY, "zero byte expected", body.position() - 1L);
        }
        if (body.live != null) {
            body.live.atomicFence();
        }
    }

    private int readMemory() {
        if (!body.has(Feature.MULTI_MEMORY)) {
            // Before there were several memories a plain zero stood here.
            if (body.readByte() != 0) {
                throw MalformedException.without(Feature.MULTI_MEMORY, "zero byte expected", body.position() - 1L);
            }
            body.checkMemory(0);
            return 0;
        }
        return body.readMemory();
    }
}
