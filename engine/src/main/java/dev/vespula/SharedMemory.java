package dev.vespula;

import dev.vespula.internal.memory.SharedContent;
import dev.vespula.internal.runtime.ExternTypes;
import dev.vespula.types.MemoryType;
import org.jspecify.annotations.Nullable;

/**
 * A linear memory that several stores, and so several threads, use at the same time. Thread-safe; belongs to no store.
 *
 * <p>A store belongs to one thread at a time, so a program with threads has a store and an instance for each of them, and
 * the instances import the same shared memory:
 *
 * <pre>{@code
 * SharedMemory memory = SharedMemory.of(MemoryType.shared(Limits.range(1, 16)));
 * Linker<Void> linker = new Linker<Void>(engine).define("env", "memory", memory);
 * // in each thread:
 * Store<Void> store = new Store<>(engine);
 * linker.instantiate(store, module).func("work").call();
 * }</pre>
 *
 * <p><b>Memory model.</b> The atomic instructions of WebAssembly are volatile accesses in the sense of the Java memory
 * model: all of them have one order that every thread sees, and what a thread wrote before an atomic write is seen by the
 * threads that read the value written. {@code atomic.fence} is {@link java.lang.invoke.VarHandle#fullFence}. Plain
 * loads and stores, and the methods of {@link Memory}, order nothing by themselves; one that is aligned and not wider
 * than eight bytes never sees half of a write. Growth is seen by another thread at the latest when it asks for the size
 * or makes an access that would be out of bounds without it.
 *
 * <p>The content stands outside the Java heap (limited by {@code -XX:MaxDirectMemorySize}); it never moves and is freed
 * some time after the last store that knows it is gone.
 */
public final class SharedMemory {
    private final SharedContent content;

    SharedMemory(SharedContent content) {
        this.content = content;
    }

    /**
     * Makes a shared memory of its minimum size, full of zeros, whatever the limits of stores.
     *
     * @param type a type that is {@linkplain MemoryType#shared() shared} and has a maximum
     * @throws IllegalArgumentException if the type is not shared, or has no maximum
     * @throws Trap                     with {@link TrapCode#OUT_OF_SYSTEM_MEMORY} if there is not enough native memory
     */
    public static SharedMemory of(MemoryType type) {
        checkType(type);
        return new SharedMemory(SharedContent.of(Memory.shape(type)));
    }

    /**
     * As {@link #of(MemoryType)}, if the limits of a store allow it: its limiter is asked about the memory's size, and a budget
     * of bytes that the store {@linkplain Store#shareBytes shares} is drawn on.
     *
     * @throws IllegalArgumentException if the type is not shared, or has no maximum
     * @throws Trap                     with {@link TrapCode#GROWTH_OPERATION_LIMITED} if they do not, with
     *     {@link TrapCode#OUT_OF_SYSTEM_MEMORY} if there is not enough native memory
     */
    public static SharedMemory of(Store<?> store, MemoryType type) {
        checkType(type);
        return new SharedMemory(store.state().newMemory(Memory.shape(type)).shared());
    }

    private static void checkType(MemoryType type) {
        if (!type.shared()) {
            throw new IllegalArgumentException("the type is not that of a shared memory: " + type);
        }
        if (type.limits().max().isEmpty()) {
            throw new IllegalArgumentException("a shared memory must have a maximum");
        }
    }

    SharedContent content() {
        return content;
    }

    /** The memory as something of a store, to be imported or accessed there; always the same object for a store. */
    public Memory in(Store<?> store) {
        return Memory.of(store.state().memoryOver(content));
    }

    /** The type, with the present size as minimum. */
    public MemoryType type() {
        return ExternTypes.memory(content.shape().withMinimum(pages()));
    }

    /** Size in bytes. */
    public long size() {
        return content.size();
    }

    /** Size in pages. */
    public long pages() {
        return content.size() >>> content.shape().pageSizeLog2();
    }

    /**
     * Wakes threads that wait at an address ({@code memory.atomic.wait32} and {@code wait64}), those that have waited
     * longest first.
     *
     * @param count how many at most
     * @return how many were waked
     * @throws IllegalArgumentException if the number is negative
     */
    public int wake(long address, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("a negative number of waiters: " + count);
        }
        return content.wake(address, count);
    }

    /** As {@link #wake(long, int)}; the address is without a sign. */
    public int wake(int address, int count) {
        return wake(Integer.toUnsignedLong(address), count);
    }

    /** Whether both are the same memory. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SharedMemory memory && memory.content == content;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(content);
    }

    @Override
    public String toString() {
        return "SharedMemory of " + size() + " bytes";
    }
}
