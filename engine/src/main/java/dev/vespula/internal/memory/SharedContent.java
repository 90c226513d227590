package dev.vespula.internal.memory;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The content of a shared memory: what the {@link LinearMemory} objects of several stores have in common. Thread-safe.
 *
 * <p>It stands in direct buffers, because views of Java arrays give no atomic access on newer JDKs, and because it must
 * never move: another thread may be in the middle of an access. The first buffer holds the minimum; each further one as
 * much as all before it, up to 1 GiB. So nearly all accesses meet the first buffer, and no more than twice the size is
 * allocated.
 *
 * <p>Memory model: atomic operators are volatile accesses of Java, hence sequentially consistent among each other, and
 * what happens before an atomic write is seen after an atomic read that reads it. Plain accesses are plain accesses of
 * Java to native memory: they order nothing, and are atomic by themselves when they are aligned (a 16-byte access is two
 * of 8 bytes). A memory's size only grows; a thread sees growth at the latest when an access fails its check or it asks
 * for the size.
 */
public final class SharedContent extends MemoryContent {
    static final VarHandle SHORT = view(short[].class);
    static final VarHandle INT = view(int[].class);
    static final VarHandle LONG = view(long[].class);
    private static final int LARGEST_LOG2 = 30;
    private static final int SMALLEST_LOG2 = 16;

    /** Threads that wait at an address. */
    public final WaitQueues waiting = new WaitQueues();

    private final MemoryShape shape;
    private final ByteBuffer first;
    private final long firstEnd;
    private final int firstLog2;
    private volatile ByteBuffer[] buffers;
    private volatile long size;

    /**
     * Makes the content of a memory of its minimum size, full of zeros.
     *
     * @throws OutOfMemoryError if there is not enough native memory
     */
    SharedContent(MemoryShape shape) {
        this.shape = shape;
        this.size = shape.bytes(shape.minimum());
        this.firstLog2 = Math.min(LARGEST_LOG2, Math.max(SMALLEST_LOG2, 64 - Long.numberOfLeadingZeros(Math.max(size, 2) - 1)));
        this.first = allocate(0);
        this.firstEnd = first.capacity();
        this.buffers = new ByteBuffer[] {first};
        allocateTo(size);
    }

    /**
     * Makes the content of a memory of its minimum size, full of zeros, independent of any store.
     *
     * @throws Trap if there is not enough native memory
     */
    public static SharedContent of(MemoryShape shape) {
        try {
            if (shape.bytes(shape.minimum()) < 0) {
                throw new Trap(TrapCode.OUT_OF_SYSTEM_MEMORY);
            }
            return new SharedContent(shape);
        } catch (OutOfMemoryError e) {
            throw new Trap(TrapCode.OUT_OF_SYSTEM_MEMORY);
        }
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteBufferViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }

    /** Declared limits, page size and address type. */
    public MemoryShape shape() {
        return shape;
    }

    /** The first buffer. */
    ByteBuffer first() {
        return first;
    }

    /** Size in bytes. */
    public long size() {
        return size;
    }

    /** Wakes threads that wait at an address; returns how many. */
    public int wake(long address, int count) {
        return waiting.wake(address, count);
    }

    // ---- buffers

    /** Which buffer holds an address. */
    private int index(long address) {
        if (address >>> firstLog2 == 0) {
            return 0;
        }
        if (address >>> LARGEST_LOG2 == 0) {
            return 64 - Long.numberOfLeadingZeros(address >>> firstLog2);
        }
        return LARGEST_LOG2 - firstLog2 + (int) (address >>> LARGEST_LOG2);
    }

    /** The first address in a buffer. */
    private long start(int index) {
        int doubled = LARGEST_LOG2 - firstLog2;
        if (index == 0) {
            return 0;
        }
        return index <= doubled ? 1L << firstLog2 + index - 1 : (long) (index - doubled) << LARGEST_LOG2;
    }

    /** Buffers begin at addresses that are multiples of eight, and so does their native memory. */
    private ByteBuffer allocate(int index) {
        long wanted = Math.min(start(index + 1), shape.maximumBytesOr(Long.MAX_VALUE)) - start(index);
        int capacity = (int) (wanted + 7 & ~7);
        return ByteBuffer.allocateDirect(capacity + 7).alignedSlice(8).slice(0, capacity);
    }

    private void allocateTo(long end) {
        int count = end == 0 ? 1 : index(end - 1) + 1;
        int before = buffers.length;
        if (count > before) {
            ByteBuffer[] more = Arrays.copyOf(buffers, count);
            for (int k = before; k < count; k++) {
                more[k] = allocate(k);
            }
            buffers = more;
        }
    }

    /** Grows to a size in bytes; the caller holds this object's monitor. The new bytes exist before the size says so. */
    @Override
    void resize(long wanted) {
        allocateTo(wanted);
        size = wanted;
    }

    // ---- plain accesses

    @Override
    byte get(long address) {
        if (address < firstEnd) {
            return first.get((int) address);
        }
        int index = index(address);
        return buffers[index].get((int) (address - start(index)));
    }

    @Override
    void put(long address, byte value) {
        if (address < firstEnd) {
            first.put((int) address, value);
            return;
        }
        int index = index(address);
        buffers[index].put((int) (address - start(index)), value);
    }

    @Override
    long load(long address, int width) {
        if (address <= firstEnd - width) {
            return load(first, (int) address, width);
        }
        int index = index(address);
        if (index(address + width - 1) != index) {
            return super.load(address, width);
        }
        return load(buffers[index], (int) (address - start(index)), width);
    }

    private static long load(ByteBuffer buffer, int at, int width) {
        return switch (width) {
            case 1 -> buffer.get(at);
            case 2 -> (short) SHORT.get(buffer, at);
            case 4 -> (int) INT.get(buffer, at);
            default -> (long) LONG.get(buffer, at);
        };
    }

    @Override
    void store(long address, long value, int width) {
        if (address <= firstEnd - width) {
            store(first, (int) address, value, width);
            return;
        }
        int index = index(address);
        if (index(address + width - 1) != index) {
            super.store(address, value, width);
        } else {
            store(buffers[index], (int) (address - start(index)), value, width);
        }
    }

    private static void store(ByteBuffer buffer, int at, long value, int width) {
        switch (width) {
            case 1 -> buffer.put(at, (byte) value);
            case 2 -> SHORT.set(buffer, at, (short) value);
            case 4 -> INT.set(buffer, at, (int) value);
            default -> LONG.set(buffer, at, value);
        }
    }

    @Override
    void read(long address, byte[] target, int from, int length) {
        for (int done = 0; done < length;) {
            int index = index(address + done);
            int at = (int) (address + done - start(index));
            int n = Math.min(length - done, buffers[index].capacity() - at);
            buffers[index].get(at, target, from + done, n);
            done += n;
        }
    }

    @Override
    void write(long address, byte[] source, int from, int length) {
        for (int done = 0; done < length;) {
            int index = index(address + done);
            int at = (int) (address + done - start(index));
            int n = Math.min(length - done, buffers[index].capacity() - at);
            buffers[index].put(at, source, from + done, n);
            done += n;
        }
    }

    @Override
    void fill(long address, byte value, long length) {
        long end = address + length;
        long at = address;
        for (; at < end && (at & 7) != 0; at++) {
            put(at, value);
        }
        long eight = (value & 0xFFL) * 0x0101_0101_0101_0101L;
        for (; at <= end - 8; at += 8) {
            store(at, eight, 8);
        }
        for (; at < end; at++) {
            put(at, value);
        }
    }

    // ---- atomic accesses: the address is a multiple of the width

    private ByteBuffer buffer(long address) {
        return address < firstEnd ? first : buffers[index(address)];
    }

    private int offset(long address) {
        return (int) (address < firstEnd ? address : address - start(index(address)));
    }

    /** Reads; the result is zero-extended. */
    public long atomicLoad(long address, int width) {
        ByteBuffer buffer = buffer(address);
        int at = offset(address);
        return switch (width) {
            case 1 -> (int) INT.getVolatile(buffer, at & ~3) >>> 8 * (at & 3) & 0xFF;
            case 2 -> (short) SHORT.getVolatile(buffer, at) & 0xFFFF;
            case 4 -> (int) INT.getVolatile(buffer, at) & 0xFFFF_FFFFL;
            default -> (long) LONG.getVolatile(buffer, at);
        };
    }

    /** Writes. */
    public void atomicStore(long address, long value, int width) {
        ByteBuffer buffer = buffer(address);
        int at = offset(address);
        switch (width) {
            case 1 -> update(AtomicUpdate.EXCHANGE, address, value, 1);
            case 2 -> SHORT.setVolatile(buffer, at, (short) value);
            case 4 -> INT.setVolatile(buffer, at, (int) value);
            default -> LONG.setVolatile(buffer, at, value);
        }
    }

    /** Reads, computes and writes in one step; the result is what was read, zero-extended. */
    public long update(AtomicUpdate operator, long address, long operand, int width) {
        ByteBuffer buffer = buffer(address);
        int at = offset(address);
        if (width == 8) {
            long old;
            do {
                old = (long) LONG.getVolatile(buffer, at);
            } while (!LONG.compareAndSet(buffer, at, old, operator.apply(old, operand)));
            return old;
        }
        // Java updates ints and longs only: a narrower number is part of an int.
        int word = at & ~3;
        int shift = 8 * (at & 3);
        int mask = width == 4 ? -1 : (1 << 8 * width) - 1 << shift;
        int old;
        int changed;
        do {
            old = (int) INT.getVolatile(buffer, word);
            changed = old & ~mask | (int) operator.apply(old >>> shift, operand) << shift & mask;
        } while (!INT.compareAndSet(buffer, word, old, changed));
        return ((old & mask) >>> shift) & 0xFFFF_FFFFL;
    }

    /** Writes if the number there is the expected one, zero-extended; the result is what was read. */
    public long compareExchange(long address, long expected, long replacement, int width) {
        ByteBuffer buffer = buffer(address);
        int at = offset(address);
        if (width == 8) {
            return (long) LONG.compareAndExchange(buffer, at, expected, replacement);
        }
        if (width < 4 && expected >>> 8 * width != 0 || expected >>> 32 != 0) {
            return atomicLoad(address, width);
        }
        int word = at & ~3;
        int shift = 8 * (at & 3);
        int mask = width == 4 ? -1 : (1 << 8 * width) - 1 << shift;
        while (true) {
            int old = (int) INT.getVolatile(buffer, word);
            long found = ((old & mask) >>> shift) & 0xFFFF_FFFFL;
            if (found != expected
                    || INT.compareAndSet(buffer, word, old, old & ~mask | (int) replacement << shift & mask)) {
                return found;
            }
        }
    }
}
