package dev.vespula.wasi.internal.descriptors;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.Memory;
import dev.vespula.Store;
import dev.vespula.types.AddressType;
import dev.vespula.types.Limits;
import dev.vespula.types.MemoryType;

/** A guest memory without an instance. Every byte starts as {@link #UNTOUCHED}, so stray writes show. */
public final class ArrayMemory extends GuestMemory {
    public static final byte UNTOUCHED = 0x5A;

    private static final Engine ENGINE = Engine.of(new Config().with(Feature.CUSTOM_PAGE_SIZES));

    private final Memory memory;

    public ArrayMemory(int size) {
        this(Memory.of(new Store<>(ENGINE), new MemoryType(AddressType.I32, Limits.range(size, size), false, 0)));
    }

    private ArrayMemory(Memory memory) {
        super(memory);
        this.memory = memory;
        memory.fill(0, UNTOUCHED, memory.size());
    }

    public long size() {
        return memory.size();
    }

    public byte load(int address) {
        return memory.readByte(address);
    }

    public int loadInt(int address) {
        return memory.readInt(address);
    }

    public long loadLong(int address) {
        return memory.readLong(address);
    }

    public byte[] bytes(int address, int length) {
        byte[] bytes = new byte[length];
        memory.read(address, bytes, 0, length);
        return bytes;
    }
}
