package dev.vespula.udf.internal.memory;

import dev.vespula.Extern;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.internal.task.GuestFault;

/**
 * Room in a guest's memory, from what the guest has for it: {@code alloc} and {@code dealloc}, {@code malloc} and {@code free},
 * {@code cabi_realloc}; or, if it has none of them, pages behind its own.
 */
public final class GuestAllocation {
    private static final FuncType ONE = FuncType.of(ValType.I32).returning(ValType.I32);
    private static final FuncType TWO = FuncType.of(ValType.I32, ValType.I32).returning(ValType.I32);
    private static final FuncType FOUR = FuncType.of(ValType.I32, ValType.I32, ValType.I32, ValType.I32).returning(ValType.I32);
    private static final int ALIGNMENT = 8;

    private final GuestMemory memory;
    private final Func alloc;
    private final Func alignedAlloc;
    private final Func realloc;
    private final Func free;

    public GuestAllocation(Instance instance, GuestMemory memory) {
        this.memory = memory;
        Func found = find(instance, "alloc", ONE);
        this.alignedAlloc = find(instance, "alloc", TWO);
        this.alloc = found != null ? found : find(instance, "malloc", ONE);
        this.realloc = find(instance, "cabi_realloc", FOUR);
        this.free = find(instance, "dealloc", FuncType.of(ValType.I32, ValType.I32, ValType.I32));
    }

    private static Func find(Instance instance, String name, FuncType type) {
        Extern found = instance.export(name).orElse(null);
        return found instanceof Func func && func.type().equals(type) ? func : null;
    }

    /** So many bytes, at a multiple of 8 where the guest keeps to alignments; never at address 0. */
    public int allocate(int size) {
        int address;
        if (alignedAlloc != null) {
            address = alignedAlloc.callI32(size, ALIGNMENT);
        } else if (alloc != null) {
            address = alloc.callI32(size);
        } else if (realloc != null) {
            address = (int) realloc.call(0, 0, ALIGNMENT, size)[0];
        } else {
            return pages(size);
        }
        if (address == 0) {
            throw new GuestFault(UdfErrorKind.LIMIT, "the guest's allocator has no room for " + size + " bytes");
        }
        memory.check("room", address, size);
        return address;
    }

    private int pages(int size) {
        int pageSize = memory.memory().pageSize();
        // The first bytes are left out: address 0 is no address.
        long pages = (Integer.toUnsignedLong(size) + ALIGNMENT + pageSize - 1) / pageSize;
        long before = memory.memory().grow(pages);
        if (before < 0) {
            throw new GuestFault(UdfErrorKind.LIMIT, "the guest's memory cannot grow by " + size + " bytes for arguments");
        }
        return (int) (before * pageSize) + ALIGNMENT;
    }

    /** Gives room back, if the guest has a way that wants no more than is known. */
    public void release(int address, int size) {
        if (alignedAlloc != null && free != null) {
            free.callVoid(address, size, ALIGNMENT);
        }
    }
}
