package dev.vespula.component.internal.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The handles of an instance. Indices begin at 1, and the one that was freed last is given next, as the specification says:
 * guests can see it. CanonicalABI.md, {@code Table}.
 */
public final class HandleTable {
    /** The most handles of an instance: a guest can make them for nothing, and each takes some 50 bytes of the host's heap. */
    public static final int MOST_HANDLES = 1 << 20;

    private Handle[] entries = new Handle[8];
    private int[] freed = new int[8];
    private int freedCount;
    private int end = 1;

    /** Number of handles. */
    public int size() {
        return end - 1 - freedCount;
    }

    /** Adds a handle that owns a resource. */
    public int own(ResourceClass type, Object representation) {
        return add(Handle.owning(type, representation));
    }

    /** Adds a handle that is lent to a call. */
    public int borrow(ResourceClass type, Object representation, Task scope) {
        return add(Handle.lent(type, representation, scope));
    }

    // ---- as data

    /** The indices that were freed, the one that is given next last. */
    public int[] freed() {
        return Arrays.copyOf(freed, freedCount);
    }

    /** The index behind the last one that was ever given. */
    public int end() {
        return end;
    }

    /** The handle with an index; null if it was freed. */
    public Handle at(int index) {
        return entries[index];
    }

    /**
     * Fills a table of which nothing was used yet.
     *
     * @param handles by index, null where none is; the first is null
     * @param order   of the free indices, as {@link #freed} gives them
     */
    public void restore(Handle[] handles, int[] order) {
        entries = Arrays.copyOf(handles, Math.max(handles.length, 8));
        freed = Arrays.copyOf(order, Math.max(order.length, 8));
        freedCount = order.length;
        end = handles.length;
    }

    /** Takes everything out, for good. */
    List<Handle> clear() {
        List<Handle> all = new ArrayList<>();
        for (int i = 1; i < end; i++) {
            if (entries[i] != null) {
                all.add(entries[i]);
            }
        }
        restore(new Handle[1], new int[0]);
        return all;
    }

    private int add(Handle handle) {
        int index;
        if (freedCount > 0) {
            index = freed[--freedCount];
        } else {
            if (end > MOST_HANDLES) {
                throw BorderTraps.invalid("the handle table is full: " + MOST_HANDLES + " handles");
            }
            if (end == entries.length) {
                entries = Arrays.copyOf(entries, 2 * end);
            }
            index = end++;
        }
        entries[index] = handle;
        return index;
    }

    /** The handle with an index, which must be of a type. */
    public Handle get(int index, ResourceClass type) {
        if (Integer.compareUnsigned(index, end) >= 0 || entries[index] == null) {
            throw BorderTraps.unknownHandle(index);
        }
        Handle handle = entries[index];
        if (handle.type() != type) {
            throw BorderTraps.invalid("handle index " + index + " used with the wrong type, expected " + type.kind()
                    + " but found a different " + handle.type().kind());
        }
        return handle;
    }

    /** Takes out a handle that owns, for another owner. */
    public Handle take(int index, ResourceClass type) {
        Handle handle = get(index, type);
        if (handle.isLent()) {
            throw BorderTraps.invalid("cannot remove owned resource while borrowed");
        }
        if (!handle.owns()) {
            throw BorderTraps.invalid("handle index " + index + " is a borrow, which owns nothing that could be passed on");
        }
        free(index);
        return handle;
    }

    /**
     * Takes out a handle that is not wanted any more; what was lent is given back.
     *
     * @return the handle, whose resource is to be destroyed if it owns
     */
    public Handle drop(int index, ResourceClass type) {
        Handle handle = get(index, type);
        if (handle.isLent()) {
            throw BorderTraps.invalid("cannot remove owned resource while borrowed");
        }
        free(index);
        if (!handle.owns()) {
            handle.scope().givenBack();
        }
        return handle;
    }

    private void free(int index) {
        entries[index] = null;
        if (freedCount == freed.length) {
            freed = Arrays.copyOf(freed, 2 * freedCount);
        }
        freed[freedCount++] = index;
    }
}
