package dev.vespula;

/**
 * Room that a guest allocated for its host, and that is given back by {@link #close}.
 *
 * <pre>{@code
 * GuestAllocator allocator = GuestAllocator.of(instance, "malloc", "free");
 * try (GuestBuffer numbers = allocator.allocate(3 * Integer.BYTES)) {
 *     numbers.view().writeInts(0, new int[] {3, 1, 2}, 0, 3);
 *     func.call(numbers.pointer(), 3);                          // sorts them
 *     int least = numbers.view().readInt(0);
 * }
 * }</pre>
 *
 * <p>Used by one thread at a time, the one that uses the store.
 */
public final class GuestBuffer implements AutoCloseable {
    private final GuestAllocator allocator;
    private final long address;
    private final long size;
    /** What the guest was asked for. */
    private final long allocated;
    private boolean isOpen = true;

    GuestBuffer(GuestAllocator allocator, long address, long size, long allocated) {
        this.allocator = allocator;
        this.address = address;
        this.size = size;
        this.allocated = allocated;
    }

    /** Where it begins in the memory. */
    public long address() {
        return address;
    }

    /** Size in bytes. */
    public long size() {
        return size;
    }

    /**
     * The address as an i32, to be passed to the guest; from 2^31 on it is negative in Java.
     *
     * @throws IllegalStateException if the memory has addresses of 64 bits: see {@link #address}
     */
    public int pointer() {
        return i32(address);
    }

    /**
     * The size as an i32, to be passed to the guest.
     *
     * @throws IllegalStateException if the memory has addresses of 64 bits: see {@link #size}
     */
    public int length() {
        return i32(size);
    }

    private int i32(long number) {
        if (allocator.isLong()) {
            throw new IllegalStateException("addresses and sizes in this memory are i64");
        }
        return (int) number;
    }

    /**
     * The bytes.
     *
     * @throws IllegalStateException if it is closed: the guest may use them for something else
     */
    public MemoryView view() {
        checkOpen();
        return allocator.memory().view(address, size);
    }

    /**
     * Gives it to the guest, which frees it: closing does nothing from now on.
     *
     * @return the address; {@link #pointer} gives it as an i32, before and afterwards
     * @throws IllegalStateException if it is closed
     */
    public long release() {
        checkOpen();
        isOpen = false;
        return address;
    }

    private void checkOpen() {
        if (!isOpen) {
            throw new IllegalStateException("the buffer is closed");
        }
    }

    /** Has the guest free it, once; what the guest's function throws passes through. */
    @Override
    public void close() {
        if (isOpen) {
            isOpen = false;
            allocator.free(address, allocated);
        }
    }

    @Override
    public String toString() {
        return "GuestBuffer of " + size + " bytes at " + address + (isOpen ? "" : ", closed");
    }
}
