package dev.vespula.udf.internal.memory;

import dev.vespula.Extern;
import dev.vespula.Instance;
import dev.vespula.Memory;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfLimits;
import dev.vespula.udf.internal.task.GuestFault;
import dev.vespula.udf.internal.task.RowBuffer;

/** The exported memory of an instance. Addresses and lengths are i32 without a sign; what lies outside is a {@link GuestFault}. */
public final class GuestMemory {
    private final Memory memory;

    public GuestMemory(Memory memory) {
        this.memory = memory;
    }

    /** The memory {@code memory}, or null. */
    public static GuestMemory of(Instance instance) {
        Extern found = instance.export("memory").orElse(null);
        return found instanceof Memory memory ? new GuestMemory(memory) : null;
    }

    public Memory memory() {
        return memory;
    }

    /** Refuses a range that the memory does not have. */
    public void check(String what, int address, int length) {
        long begin = Integer.toUnsignedLong(address);
        long size = Integer.toUnsignedLong(length);
        if (begin + size > memory.size()) {
            throw GuestFault.malformed(what + " of " + size + " bytes at address " + begin + " is beyond the memory of "
                    + memory.size()
                    + " bytes");
        }
    }

    /** Puts a string or bytes into a row as its result. */
    public void result(FlatType type, int address, int length, UdfLimits limits, RowBuffer row) {
        checkValue(length, limits);
        check("a result", address, length);
        byte[] room = row.room(length);
        memory.read(Integer.toUnsignedLong(address), room, 0, length);
        if (type.isText() && !Utf8.isValid(room, 0, length)) {
            throw GuestFault.malformed("a result that is no UTF-8");
        }
    }

    /** A copy of bytes. */
    public byte[] bytes(String what, int address, int length) {
        check(what, address, length);
        byte[] copy = new byte[length];
        memory.read(Integer.toUnsignedLong(address), copy, 0, length);
        return copy;
    }

    /** Refuses a value that is longer than permitted, before it is copied. */
    public static void checkValue(int length, UdfLimits limits) {
        if (Integer.toUnsignedLong(length) > limits.bytesPerValue()) {
            throw new GuestFault(UdfErrorKind.LIMIT, "a value of " + Integer.toUnsignedLong(length) + " bytes; " + limits
                    .bytesPerValue()
                    + " are permitted (bytesPerValue)");
        }
    }

    public int readInt(String what, int address) {
        check(what, address, Integer.BYTES);
        return memory.readInt(address);
    }
}
