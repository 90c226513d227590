package dev.vespula;

import java.nio.ByteBuffer;

/**
 * A part of a {@link Memory}, with bounds of its own: its addresses begin at 0, and what is beyond its size is out of bounds even
 * where the memory goes on. For structures that lie somewhere in a guest's memory, and to hand out no more than a part:
 *
 * <pre>{@code
 * int address = (int) func.call()[0];
 * MemoryView point = instance.memory("memory").view(address, 16);
 * double x = point.readDouble(0);
 * point.writeDouble(8, x * 2);
 * }</pre>
 *
 * <p>A view costs little to make, stays valid when the memory grows, and says nothing about what the guest does with these bytes
 * meanwhile. It is used as its memory is: by one thread at a time, the one that uses the store.
 */
public final class MemoryView implements MemoryAccess {
    private final Memory memory;
    private final long address;
    private final long size;

    /** The caller has checked that the range is inside. */
    MemoryView(Memory memory, long address, long size) {
        this.memory = memory;
        this.address = address;
        this.size = size;
    }

    /** The memory of which this is a part. */
    public Memory memory() {
        return memory;
    }

    /** Where it begins in the memory. */
    public long address() {
        return address;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void checkRange(long offset, long length) {
        at(offset, length);
    }

    /** Where a range of the view begins in the memory. */
    long at(long offset, long length) {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new Trap(TrapCode.MEMORY_OUT_OF_BOUNDS);
        }
        return address + offset;
    }

    @Override
    public byte readByte(long offset) {
        return memory.readByte(at(offset, Byte.BYTES));
    }

    @Override
    public short readShort(long offset) {
        return memory.readShort(at(offset, Short.BYTES));
    }

    @Override
    public int readInt(long offset) {
        return memory.readInt(at(offset, Integer.BYTES));
    }

    @Override
    public long readLong(long offset) {
        return memory.readLong(at(offset, Long.BYTES));
    }

    @Override
    public void writeByte(long offset, byte value) {
        memory.writeByte(at(offset, Byte.BYTES), value);
    }

    @Override
    public void writeShort(long offset, short value) {
        memory.writeShort(at(offset, Short.BYTES), value);
    }

    @Override
    public void writeInt(long offset, int value) {
        memory.writeInt(at(offset, Integer.BYTES), value);
    }

    @Override
    public void writeLong(long offset, long value) {
        memory.writeLong(at(offset, Long.BYTES), value);
    }

    @Override
    public void read(long offset, byte[] target, int from, int length) {
        memory.read(at(offset, length), target, from, length);
    }

    @Override
    public void write(long offset, byte[] source, int from, int length) {
        memory.write(at(offset, length), source, from, length);
    }

    @Override
    public void fill(long offset, byte value, long length) {
        memory.fill(at(offset, length), value, length);
    }

    @Override
    public void copy(long to, MemoryAccess source, long from, long length) {
        memory.copy(at(to, length), source, from, length);
    }

    @Override
    public void readShorts(long offset, short[] target, int from, int length) {
        memory.readShorts(at(offset, (long) length * Short.BYTES), target, from, length);
    }

    @Override
    public void readInts(long offset, int[] target, int from, int length) {
        memory.readInts(at(offset, (long) length * Integer.BYTES), target, from, length);
    }

    @Override
    public void readLongs(long offset, long[] target, int from, int length) {
        memory.readLongs(at(offset, (long) length * Long.BYTES), target, from, length);
    }

    @Override
    public void readFloats(long offset, float[] target, int from, int length) {
        memory.readFloats(at(offset, (long) length * Float.BYTES), target, from, length);
    }

    @Override
    public void readDoubles(long offset, double[] target, int from, int length) {
        memory.readDoubles(at(offset, (long) length * Double.BYTES), target, from, length);
    }

    @Override
    public void writeShorts(long offset, short[] source, int from, int length) {
        memory.writeShorts(at(offset, (long) length * Short.BYTES), source, from, length);
    }

    @Override
    public void writeInts(long offset, int[] source, int from, int length) {
        memory.writeInts(at(offset, (long) length * Integer.BYTES), source, from, length);
    }

    @Override
    public void writeLongs(long offset, long[] source, int from, int length) {
        memory.writeLongs(at(offset, (long) length * Long.BYTES), source, from, length);
    }

    @Override
    public void writeFloats(long offset, float[] source, int from, int length) {
        memory.writeFloats(at(offset, (long) length * Float.BYTES), source, from, length);
    }

    @Override
    public void writeDoubles(long offset, double[] source, int from, int length) {
        memory.writeDoubles(at(offset, (long) length * Double.BYTES), source, from, length);
    }

    @Override
    public MemoryView view(long offset, long length) {
        return new MemoryView(memory, at(offset, length), length);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException as that of the memory does, or if the view has more than 2 GiB - 1
     */
    @Override
    public ByteBuffer buffer() {
        if (size != (int) size) {
            throw new IllegalStateException("a view of " + size + " bytes cannot be viewed as a buffer");
        }
        return memory.buffer(address, (int) size);
    }

    @Override
    public ByteBuffer buffer(long offset, int length) {
        return memory.buffer(at(offset, length), length);
    }

    @Override
    public String toString() {
        return "MemoryView of " + size + " bytes from " + address;
    }
}
