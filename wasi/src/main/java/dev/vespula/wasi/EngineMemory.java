package dev.vespula.wasi;

import dev.vespula.Memory;

/** The memory of an instance of the engine. */
final class EngineMemory extends GuestMemory {
    private final Memory memory;

    EngineMemory(Memory memory) {
        this.memory = memory;
    }

    @Override
    long size() {
        return memory.size();
    }

    @Override
    byte load(long address) {
        return memory.readByte(address);
    }

    @Override
    int loadInt(long address) {
        return memory.readInt(address);
    }

    @Override
    long loadLong(long address) {
        return memory.readLong(address);
    }

    @Override
    void store(long address, byte value) {
        memory.writeByte(address, value);
    }

    @Override
    void storeShort(long address, short value) {
        memory.writeShort(address, value);
    }

    @Override
    void storeInt(long address, int value) {
        memory.writeInt(address, value);
    }

    @Override
    void storeLong(long address, long value) {
        memory.writeLong(address, value);
    }

    @Override
    void copyOut(long address, byte[] target, int offset, int length) {
        memory.read(address, target, offset, length);
    }

    @Override
    void copyIn(long address, byte[] source, int offset, int length) {
        memory.write(address, source, offset, length);
    }
}
