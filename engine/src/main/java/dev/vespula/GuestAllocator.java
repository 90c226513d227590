package dev.vespula;

import dev.vespula.internal.memory.GuestText;
import dev.vespula.internal.memory.MemoryShape;
import dev.vespula.types.NumType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Room in a guest's memory, made and freed by functions of the guest, as C's {@code malloc} and {@code free}: to give a guest
 * strings and arrays.
 *
 * <pre>{@code
 * GuestAllocator allocator = GuestAllocator.of(instance, "malloc", "free");
 * try (GuestBuffer name = allocator.copyOf("Vespula")) {
 *     func.call(name.pointer(), name.length());
 * } catch (AllocationException e) {
 *     System.out.println("no room for " + e.size() + " bytes");
 * }
 * }</pre>
 *
 * <p>It works for memories of 32 and of 64 bits. It calls the guest, so it may be used wherever a {@link Func} may be called, by the
 * thread that uses the store; what the guest's functions throw passes through.
 */
public final class GuestAllocator {
    /** What the canonical ABI aligns most. */
    private static final long ALIGNMENT = 8;
    private static final MethodType FREE = MethodType.methodType(void.class, long.class, long.class);

    private final Memory memory;
    /** {@code (long size) long}. */
    private final MethodHandle allocate;
    /** {@code (long address, long size) void}. */
    private final MethodHandle free;

    private GuestAllocator(Memory memory, MethodHandle allocate, MethodHandle free) {
        this.memory = memory;
        this.allocate = allocate;
        this.free = free;
    }

    /**
     * The allocator of an instance that exports its memory as {@code memory}.
     *
     * @param allocate name of a function that takes a size and gives an address, 0 if it fails
     * @param free     name of a function that takes such an address, or that and the size, and frees it; what it returns is ignored
     * @throws NoSuchElementException   if a function or the memory is not exported
     * @throws IllegalArgumentException if a function has another type
     */
    public static GuestAllocator of(Instance instance, String allocate, String free) {
        return of(instance.memory("memory"), instance.func(allocate), instance.func(free));
    }

    /**
     * The allocator of the instance that calls a host function: as {@link #of(Instance, String, String)}. It may be kept for as long as
     * that instance is used; making one takes microseconds.
     *
     * <pre>{@code
     * linker.func("env", "name", FuncType.of().returning(I32), (caller, args) -> {
     *     GuestBuffer name = GuestAllocator.of(caller, "malloc", "free").copyOfCString("Vespula");
     *     args.result(0, name.pointer());                 // the guest frees it
     * });
     * }</pre>
     *
     * @throws NoSuchElementException   if a function or the memory is not exported, or if Java called the host function itself
     * @throws IllegalArgumentException if a function has another type
     */
    public static GuestAllocator of(Caller<?> caller, String allocate, String free) {
        return of(caller.memory("memory"), caller.func(allocate), caller.func(free));
    }

    /**
     * An allocator in any memory: as {@link #of(Instance, String, String)}.
     *
     * @throws IllegalArgumentException if a function has another type than one that takes and gives addresses of the memory
     */
    public static GuestAllocator of(Memory memory, Func allocate, Func free) {
        checkParams(memory, allocate, "an allocating function", 1);
        checkResult(memory, allocate, "an allocating function");
        int params = free.type().params().size() == 2 ? 2 : 1;
        checkParams(memory, free, "a freeing function", params);
        MethodHandle withSize = params == 2 ? free.methodHandle()
                : MethodHandles.dropArguments(free.methodHandle(), 1, long.class);
        return new GuestAllocator(memory, MethodHandles.explicitCastArguments(allocate.methodHandle(), longs(1)),
                MethodHandles.explicitCastArguments(withSize, FREE));
    }

    /**
     * The allocator of an instance with one function for everything, as guests of the component model have it, that exports its
     * memory as {@code memory}. What is allocated belongs to the guest, which frees it when it is done with it; closing a buffer
     * does nothing.
     *
     * @param reallocate name of a function, say {@code cabi_realloc}, that takes an old address and size, which are 0 for something
     *     new, an alignment and a size, and gives an address
     * @throws NoSuchElementException   if the function or the memory is not exported
     * @throws IllegalArgumentException if the function has another type
     */
    public static GuestAllocator ofReallocating(Instance instance, String reallocate) {
        return ofReallocating(instance.memory("memory"), instance.func(reallocate));
    }

    /**
     * The allocator of the instance that calls a host function: as {@link #ofReallocating(Instance, String)}.
     *
     * @throws NoSuchElementException   if the function or the memory is not exported, or if Java called the host function itself
     * @throws IllegalArgumentException if the function has another type
     */
    public static GuestAllocator ofReallocating(Caller<?> caller, String reallocate) {
        return ofReallocating(caller.memory("memory"), caller.func(reallocate));
    }

    /**
     * An allocator in any memory: as {@link #ofReallocating(Instance, String)}.
     *
     * @throws IllegalArgumentException if the function has another type than one that takes and gives addresses of the memory
     */
    public static GuestAllocator ofReallocating(Memory memory, Func reallocate) {
        checkParams(memory, reallocate, "a reallocating function", 4);
        checkResult(memory, reallocate, "a reallocating function");
        MethodHandle all = MethodHandles.explicitCastArguments(reallocate.methodHandle(), longs(4));
        return new GuestAllocator(memory, MethodHandles.insertArguments(all, 0, 0L, 0L, ALIGNMENT), MethodHandles.empty(FREE));
    }

    private static MethodType longs(int params) {
        return MethodType.methodType(long.class, Collections.nCopies(params, long.class));
    }

    private static void checkParams(Memory memory, Func function, String what, int count) {
        if (function.instance().store != memory.instance().store) {
            throw new IllegalArgumentException("the memory and the functions belong to different stores");
        }
        if (!function.type().params().equals(Collections.nCopies(count, address(memory)))) {
            throw new IllegalArgumentException(what + " of this memory takes " + count + " " + address(memory) + ": "
                    + function.type());
        }
    }

    private static void checkResult(Memory memory, Func function, String what) {
        if (!function.type().results().equals(List.of(address(memory)))) {
            throw new IllegalArgumentException(what + " of this memory gives one " + address(memory) + ": " + function.type());
        }
    }

    private static NumType address(Memory memory) {
        return memory.instance().shape().wide() ? NumType.I64 : NumType.I32;
    }

    /** The memory in which it makes room. */
    public Memory memory() {
        return memory;
    }

    /**
     * Has the guest make room.
     *
     * @param size in bytes; for 0 the guest is asked for one byte, so that there is an address
     * @return where; with whatever the guest left there
     * @throws AllocationException      if the guest has no room
     * @throws Trap                     if what the guest gave is not inside of its memory, or its function traps
     * @throws IllegalArgumentException if the size is negative
     */
    public GuestBuffer allocate(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("a negative size: " + size);
        }
        MemoryShape shape = memory.instance().shape();
        long asked = Math.max(1, size);
        if (asked != shape.unsigned(asked)) {
            throw new AllocationException(size);
        }
        long address = shape.unsigned(obtain(asked));
        if (address == 0) {
            throw new AllocationException(size);
        }
        memory.checkRange(address, asked);
        return new GuestBuffer(this, address, size, asked);
    }

    /**
     * Takes over what the guest has allocated and given to its host, who has to free it.
     *
     * @throws Trap if the range is not inside of the memory
     */
    public GuestBuffer adopt(long address, long size) {
        memory.checkRange(address, size);
        return new GuestBuffer(this, address, size, size);
    }

    /** As {@link #adopt(long, long)}; both are i32, so without a sign. */
    public GuestBuffer adopt(int address, int size) {
        return adopt(Integer.toUnsignedLong(address), Integer.toUnsignedLong(size));
    }

    /** Room with bytes in it: as {@link #allocate}. */
    public GuestBuffer copyOf(byte[] bytes) {
        GuestBuffer buffer = allocate(bytes.length);
        memory.write(buffer.address(), bytes);
        return buffer;
    }

    /** Room with text as UTF-8 in it, without a zero byte: as {@link #allocate}. */
    public GuestBuffer copyOf(String text) {
        return copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Room with text as UTF-8 in it, and a zero byte behind it, which counts: as {@link #allocate}.
     *
     * @throws IllegalArgumentException if the text contains U+0000
     */
    public GuestBuffer copyOfCString(String text) {
        return copyOf(GuestText.ended(text));
    }

    /** Whether addresses are i64. */
    boolean isLong() {
        return memory.instance().shape().wide();
    }

    private long obtain(long size) {
        try {
            return (long) allocate.invokeExact(size);
        } catch (Throwable thrown) {
            throw GuestAllocator.<RuntimeException>asIs(thrown);
        }
    }

    void free(long address, long size) {
        try {
            free.invokeExact(address, size);
        } catch (Throwable thrown) {
            throw GuestAllocator.<RuntimeException>asIs(thrown);
        }
    }

    /** What a host function threw that the guest's function called may be anything. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException asIs(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Override
    public String toString() {
        return "GuestAllocator in a " + memory;
    }
}
