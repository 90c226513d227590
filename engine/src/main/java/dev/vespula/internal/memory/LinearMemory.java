package dev.vespula.internal.memory;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.contract.Contract;
import dev.vespula.internal.limits.Account;
import dev.vespula.internal.limits.Budget;
import dev.vespula.internal.limits.Growth;
import dev.vespula.internal.limits.HeapReserve;
import dev.vespula.internal.limits.MemoryRoom;
import dev.vespula.internal.stop.FuelExhausted;
import dev.vespula.internal.values.Exposed;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A linear memory.
 *
 * <p>{@link #bytes} is a capacity and {@link #limit} the size: an array of exactly the memory's size would have to be
 * copied at every {@code memory.grow}, and real allocators grow page by page. Capacity grows geometrically, never past
 * the maximum; bytes past the limit are zero and stay zero. (Where there is compiled code, the array is exactly of the
 * size as long as that costs little, see {@link #isExact}.)
 *
 * <p>Beyond {@link #MAX_FLAT} bytes the content moves to a {@link HugeMemory}, and that of a shared memory is always a
 * {@link SharedContent}; then {@code bytes} is empty and {@code limit} negative, so the fast path of every access fails its
 * check and takes the slow methods of this class, which serve all forms and trap exactly.
 *
 * <p>An object belongs to one store and one thread. Of a shared memory each store has an object of its own over the same
 * content; the size it remembers may be behind, and is brought up to date before an access traps.
 */
public final class LinearMemory extends Exposed {
    /** The largest size held in one array: what every JVM can allocate, in whole Wasm pages. */
    public static final long MAX_FLAT = 0x7FFF_0000L;

    /** With more bytes of memories in a store the heap may be full soon: something must be left then to make a trap of. */
    private static final long WITHOUT_RESERVE = 1 << 25;
    /** In place of the size of the array where the content is not one. */
    private static final int NOT_FLAT = -1;
    private static final byte[] EMPTY = {};

    /** The store that owns the memory. */
    public final Account store;
    /** The content, with spare capacity at the end; replaced when the memory grows. */
    @Contract
    public byte[] bytes;
    /** The size in bytes if {@link #bytes} holds the content, else negative. */
    @Contract
    public int limit;

    private final MemoryShape shape;
    /** What may be copied to keep the array as large as the memory; null while no code prefers that. */
    private CopyAllowance copies;
    /** The content where it is not {@link #bytes}, else null. */
    private MemoryContent content;
    private final SharedContent shared;
    private long size;
    /** The first buffer of a shared memory, which never moves; else null. */
    private final ByteBuffer first;
    /** How many of the first buffer's bytes are known to be inside the memory. */
    private int firstEnd;
    /** Whether the store was closed. */
    private boolean isReleased;

    /**
     * Makes a memory of its minimum size, full of zeros. Called by the store: it must know shared ones.
     *
     * @throws Trap if the limiter forbids it or the JVM cannot allocate it
     */
    public LinearMemory(Account store, MemoryShape shape) {
        this.store = store;
        this.shape = shape;
        boolean isShared = shape.sharing() == MemoryShape.Sharing.SHARED;
        long wanted = shape.bytes(shape.minimum());
        if (wanted < 0 || !store.budget.allowsMemory(0, wanted, shape.maximumBytes(), Growth.BY_HOST) || !take(isShared,
                wanted)) {
            throw Budget.exceeded("memory minimum size exceeds memory limits");
        }
        if (store.ownMemoryBytes + wanted > WITHOUT_RESERVE) {
            HeapReserve.make();
        }
        try {
            shared = isShared ? new SharedContent(shape) : null;
            if (!isShared && wanted <= MAX_FLAT) {
                bytes = wanted == 0 ? EMPTY : new byte[(int) wanted];
                limit = (int) wanted;
            } else {
                bytes = EMPTY;
                limit = NOT_FLAT;
                content = isShared ? shared : new HugeMemory(wanted);
            }
        } catch (OutOfMemoryError e) {
            giveBack(isShared, wanted);
            throw HeapReserve.exhausted();
        }
        first = isShared ? shared.first() : null;
        setSize(wanted);
        if (!isShared) {
            store.ownMemoryBytes += wanted;
        }
    }

    /** A store's object for a shared memory. */
    public LinearMemory(Account store, SharedContent shared) {
        this.store = store;
        this.shape = shared.shape();
        this.shared = shared;
        this.content = shared;
        this.bytes = EMPTY;
        this.limit = NOT_FLAT;
        this.first = shared.first();
        setSize(shared.size());
    }

    private void setSize(long now) {
        size = now;
        firstEnd = first == null ? 0 : (int) Math.min(now, first.capacity());
    }

    /** Declared limits, page size and address type. */
    public MemoryShape shape() {
        return shape;
    }

    /** Size in bytes. */
    public long size() {
        if (shared != null && !isReleased) {
            setSize(shared.size());
        }
        return size;
    }

    /** Size in pages. */
    public long pages() {
        return size() >>> shape.pageSizeLog2();
    }

    /** What the stores that share this memory have in common; null if it is not a shared one. */
    public SharedContent shared() {
        return shared;
    }

    /** Gives the content back: the store is being closed. What is shared stays for others. */
    public void release() {
        isReleased = true;
        bytes = EMPTY;
        limit = 0;
        content = null;
        setSize(0);
    }

    /** Whether two objects are the same memory. */
    boolean hasContentOf(LinearMemory other) {
        return this == other || shared != null && shared == other.shared;
    }

    // ---- growth

    /**
     * Grows by a number of pages (unsigned): maximum, then limiter, then fuel, then allocation.
     *
     * @return the former size in pages, or -1 if it cannot grow so far
     * @throws FuelExhausted if Wasm pays and cannot; nothing has been done then
     * @throws Trap          if the limiter wants a trap instead of -1
     */
    public long grow(long delta, Growth payer) {
        Budget budget = store.budget;
        budget.checkNotAsking();
        boolean isPaid = payer == Growth.BY_HOST;
        while (true) {
            long before = size();
            long pages = before >>> shape.pageSizeLog2();
            if (delta == 0) {
                return pages;
            }
            long maximum = shape.maximumPages();
            if (Long.compareUnsigned(delta, maximum - pages) > 0) {
                return budget.refusedMemory("memory growth beyond the maximum of " + Long.toUnsignedString(maximum) + " pages",
                        payer);
            }
            long wanted = shape.bytes(pages + delta);
            if (wanted < 0) {
                return budget.refusedMemory("memory growth beyond what can be addressed", payer);
            }
            if (!budget.allowsMemory(before, wanted, shape.maximumBytes(), payer)) {
                return budget.refusedMemory("memory growth forbidden by the limiter", payer);
            }
            if (!isPaid) {
                store.chargeBytes(wanted - before);
                isPaid = true;
            }
            if (!take(shared != null, wanted - before)) {
                return budget.refusedMemory("memory growth beyond the bytes that the store may hold", payer);
            }
            Resize outcome = resizeFrom(before, wanted);
            if (outcome == Resize.DONE) {
                return pages;
            }
            giveBack(shared != null, wanted - before);
            if (outcome == Resize.NO_ROOM) {
                return budget.refusedMemory("out of system memory", payer);
            }
            // Another thread has let the shared memory grow meanwhile: what was allowed and refused is to be seen anew.
        }
    }

    private enum Resize { DONE, NO_ROOM, CHANGED_MEANWHILE }

    private Resize resizeFrom(long before, long wanted) {
        try {
            if (shared == null) {
                resize(wanted);
                return Resize.DONE;
            }
            // Not while the limiter is asked: it may wait for another thread.
            synchronized (shared) {
                if (shared.size() != before) {
                    return Resize.CHANGED_MEANWHILE;
                }
                resize(wanted);
                return Resize.DONE;
            }
        } catch (OutOfMemoryError e) {
            return Resize.NO_ROOM;
        }
    }

    private boolean take(boolean isShared, long bytes) {
        return isShared ? store.budget.takeShared(bytes) : store.budget.take(bytes);
    }

    private void giveBack(boolean isShared, long bytes) {
        if (isShared) {
            store.budget.giveBackShared(bytes);
        } else {
            store.budget.giveBack(bytes);
        }
    }

    /** The memory is the first one of an instance whose module has an allowance. */
    public void copyWithin(CopyAllowance allowance) {
        copies = allowance;
    }

    /**
     * Whether the array is to have exactly the memory's size once more, for which its content is copied. Compiled code is
     * faster then; for a memory that grows often it costs too much.
     */
    private boolean staysExact(int copied) {
        return copies != null && store.memoryRoom() == MemoryRoom.COPIED_AWAY && copies.take(copied);
    }

    private void resize(long wanted) {
        if (content != null) {
            content.resize(wanted);
        } else if (wanted > MAX_FLAT) {
            content = new HugeMemory(wanted);
            content.write(0, bytes, 0, limit);
            bytes = EMPTY;
            limit = NOT_FLAT;
        } else {
            if (wanted > bytes.length) {
                bytes = enlarged((int) wanted);
            }
            limit = (int) wanted;
        }
        if (shared == null) {
            store.ownMemoryBytes += wanted - size;
        }
        setSize(wanted);
    }

    private byte[] enlarged(int wanted) {
        if (staysExact(bytes.length)) {
            return Arrays.copyOf(bytes, wanted);
        }
        long roomy = Math.max(wanted, bytes.length + (long) (bytes.length >>> 1));
        int capacity = (int) Math.min(Math.min(roomy, MAX_FLAT), Math.max(shape.maximumBytesOr(MAX_FLAT), wanted));
        try {
            return Arrays.copyOf(bytes, capacity);
        } catch (OutOfMemoryError e) {
            return Arrays.copyOf(bytes, wanted);
        }
    }

    // ---- exact accesses: any address, any size of memory

    /**
     * The effective address of an access, or -1 if it is beyond 2^63. A 32-bit base must be passed zero-extended.
     */
    @Contract
    public static long effectiveAddress(long base, long offset) {
        return (base | offset) < 0 ? -1 : base + offset;
    }

    /** Traps unless {@code width} bytes at {@code address} lie inside. */
    @Contract
    public void check(long address, long width) {
        if (address < 0 || width < 0 || address > size - width) {
            checkAgain(address, width);
        }
    }

    /** The last word on an access that seems to be out of bounds: another thread may have let the memory grow. */
    private void checkAgain(long address, long width) {
        if (address < 0 || width < 0 || shared == null || address > size() - width) {
            throw outOfBounds();
        }
    }

    /** The trap of an access out of bounds. */
    public Trap outOfBounds() {
        store.checkOpen();
        return new Trap(TrapCode.MEMORY_OUT_OF_BOUNDS);
    }

    /** The byte at an address. */
    @Contract
    public byte load8(long address) {
        if (address >= 0 && address <= firstEnd - 1) {
            return first.get((int) address);
        }
        check(address, 1);
        return content == null ? bytes[(int) address] : content.get(address);
    }

    /** The two bytes at an address. */
    @Contract
    public short load16(long address) {
        if (address >= 0 && address <= firstEnd - 2) {
            return (short) SharedContent.SHORT.get(first, (int) address);
        }
        check(address, 2);
        return content == null ? (short) Bytes.VIEW_16.get(bytes, (int) address) : (short) content.load(address, 2);
    }

    /** The four bytes at an address. */
    @Contract
    public int load32(long address) {
        if (address >= 0 && address <= firstEnd - 4) {
            return (int) SharedContent.INT.get(first, (int) address);
        }
        check(address, 4);
        return content == null ? (int) Bytes.VIEW_32.get(bytes, (int) address) : (int) content.load(address, 4);
    }

    /** The eight bytes at an address. */
    @Contract
    public long load64(long address) {
        if (address >= 0 && address <= firstEnd - 8) {
            return (long) SharedContent.LONG.get(first, (int) address);
        }
        check(address, 8);
        return content == null ? (long) Bytes.VIEW_64.get(bytes, (int) address) : content.load(address, 8);
    }

    /** Stores a byte. */
    @Contract
    public void store8(long address, byte value) {
        if (address >= 0 && address <= firstEnd - 1) {
            first.put((int) address, value);
            return;
        }
        check(address, 1);
        if (content == null) {
            bytes[(int) address] = value;
        } else {
            content.put(address, value);
        }
    }

    /** Stores two bytes. */
    @Contract
    public void store16(long address, short value) {
        if (address >= 0 && address <= firstEnd - 2) {
            SharedContent.SHORT.set(first, (int) address, value);
            return;
        }
        check(address, 2);
        if (content == null) {
            Bytes.VIEW_16.set(bytes, (int) address, value);
        } else {
            content.store(address, value, 2);
        }
    }

    /** Stores four bytes. */
    @Contract
    public void store32(long address, int value) {
        if (address >= 0 && address <= firstEnd - 4) {
            SharedContent.INT.set(first, (int) address, value);
            return;
        }
        check(address, 4);
        if (content == null) {
            Bytes.VIEW_32.set(bytes, (int) address, value);
        } else {
            content.store(address, value, 4);
        }
    }

    /** Stores eight bytes. */
    @Contract
    public void store64(long address, long value) {
        if (address >= 0 && address <= firstEnd - 8) {
            SharedContent.LONG.set(first, (int) address, value);
            return;
        }
        check(address, 8);
        if (content == null) {
            Bytes.VIEW_64.set(bytes, (int) address, value);
        } else {
            content.store(address, value, 8);
        }
    }

    // ---- ranges

    /** Copies out of the memory. */
    public void read(long address, byte[] target, int from, int length) {
        check(address, length);
        if (content == null) {
            System.arraycopy(bytes, (int) address, target, from, length);
        } else {
            content.read(address, target, from, length);
        }
    }

    /** Copies into the memory. */
    public void write(long address, byte[] source, int from, int length) {
        check(address, length);
        if (content == null) {
            System.arraycopy(source, from, bytes, (int) address, length);
        } else {
            content.write(address, source, from, length);
        }
    }

    /** Sets a range to one byte. */
    public void fill(long address, byte value, long length) {
        check(address, length);
        if (content == null) {
            Arrays.fill(bytes, (int) address, (int) (address + length), value);
        } else {
            content.fill(address, value, length);
        }
    }

    /** Copies a range of a memory here; the ranges may overlap. */
    public void copy(long to, LinearMemory source, long from, long length) {
        source.check(from, length);
        check(to, length);
        if (content == null && source.content == null) {
            System.arraycopy(source.bytes, (int) from, bytes, (int) to, (int) length);
        } else {
            MemoryContent.copy(this, to, source, from, length);
        }
    }

    /** Whether the content is one array of exactly its size, so that the check of the array's bounds is that of the memory's. */
    public boolean isExact() {
        return bytes.length == limit;
    }

    /**
     * Gives back the room behind the end if there is some and that costs little.
     *
     * @return whether the array has exactly the memory's size
     */
    public boolean tighten() {
        if (isExact()) {
            return true;
        }
        if (content != null || store.memoryRoom() != MemoryRoom.TAKEN_BACK && !staysExact(limit)) {
            return false;
        }
        try {
            bytes = Arrays.copyOf(bytes, limit);
        } catch (OutOfMemoryError e) {
            copies = null;
        }
        return isExact();
    }

    /** Whether the content is one array: then {@link #bytes} holds it. */
    public boolean isFlat() {
        return content == null && !isReleased;
    }
}
