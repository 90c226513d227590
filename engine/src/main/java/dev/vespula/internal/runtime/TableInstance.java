package dev.vespula.internal.runtime;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.limits.Budget;
import dev.vespula.internal.limits.Growth;
import dev.vespula.internal.stop.FuelExhausted;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.values.Exposed;
import java.util.Arrays;

/**
 * A table. {@link #elements} is a capacity, {@link #size} the size; elements past the size are {@code null}. The size
 * belongs to the table alone: the module's declaration is never changed by growth.
 */
public final class TableInstance extends Exposed {
    private static final Object[] EMPTY = {};
    private static final int ELEMENT_BYTES = 4;
    private static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;

    /** The store that owns the table. */
    public final StoreState store;
    /** The element type, as an int of {@code ValTypes}. */
    public final int type;
    /** The elements; replaced when the table grows. */
    public Object[] elements;
    /** How many elements there are. */
    public int size;

    private final TableShape shape;
    /** The type of the elements, kept because its id is. */
    @SuppressWarnings("unused")
    private final TypeDefinition kept;

    /**
     * Makes a table of its minimum size.
     *
     * @throws Trap if the limiter forbids it or the JVM cannot allocate it
     */
    public TableInstance(StoreState store, TableShape shape, Object initial) {
        this.store = store;
        this.shape = shape;
        this.type = shape.type();
        this.kept = store.engine.types.definition(type);
        long wanted = shape.minimum();
        Budget budget = store.budget;
        if (wanted < 0 || !budget.allowsTable(0, wanted, shape.maximum(), Growth.BY_HOST) || !budget.take(bytes(wanted))) {
            throw Budget.exceeded("table minimum size exceeds table limits");
        }
        try {
            elements = wanted == 0 ? EMPTY : new Object[allocatable(wanted)];
        } catch (OutOfMemoryError e) {
            budget.giveBack(bytes(wanted));
            throw new Trap(TrapCode.OUT_OF_SYSTEM_MEMORY);
        }
        size = (int) wanted;
        if (initial != null) {
            Arrays.fill(elements, 0, size, initial);
        }
    }

    /** Bytes of so many elements, four each. */
    private static long bytes(long elements) {
        return elements > Long.MAX_VALUE / ELEMENT_BYTES ? Long.MAX_VALUE : elements * ELEMENT_BYTES;
    }

    private static int allocatable(long wanted) {
        if (wanted < 0 || wanted > MAX_ELEMENTS) {
            throw new OutOfMemoryError("table of " + Long.toUnsignedString(wanted) + " elements");
        }
        return (int) wanted;
    }

    /** Declared limits and address type. */
    public TableShape shape() {
        return shape;
    }

    /** The element at an index (unsigned). */
    public Object get(long index) {
        check(index, 1);
        return elements[(int) index];
    }

    /** Sets the element at an index (unsigned). */
    public void set(long index, Object value) {
        check(index, 1);
        elements[(int) index] = value;
    }

    /**
     * Grows by a number of elements (unsigned): maximum, then limiter, then fuel, then allocation.
     *
     * @return the former size, or -1 if it cannot grow so far
     * @throws FuelExhausted if Wasm pays and cannot; nothing has been done then
     * @throws Trap          if the limiter wants a trap instead of -1
     */
    public long grow(long delta, Object initial, Growth payer) {
        Budget budget = store.budget;
        budget.checkNotAsking();
        int before = size;
        if (delta == 0) {
            return before;
        }
        long maximum = shape.maximumElements();
        if (Long.compareUnsigned(delta, maximum - before) > 0) {
            return budget.refusedTable("table growth beyond the maximum of " + Long.toUnsignedString(maximum) + " elements",
                    payer);
        }
        long wanted = before + delta;
        if (!budget.allowsTable(before, wanted, shape.maximum(), payer)) {
            return budget.refusedTable("table growth forbidden by the limiter", payer);
        }
        if (payer == Growth.BY_WASM) {
            store.chargeElements(delta);
        }
        if (!budget.take(bytes(delta))) {
            return budget.refusedTable("table growth beyond the bytes that the store may hold", payer);
        }
        try {
            ensureCapacity(allocatable(wanted));
        } catch (OutOfMemoryError e) {
            budget.giveBack(bytes(delta));
            return budget.refusedTable("out of system memory", payer);
        }
        size = (int) wanted;
        if (initial != null) {
            Arrays.fill(elements, before, size, initial);
        }
        return before;
    }

    private void ensureCapacity(int wanted) {
        if (wanted > elements.length) {
            long roomy = Math.max(wanted, elements.length + (long) (elements.length >>> 1));
            elements = Arrays.copyOf(elements, (int) Math.min(roomy, Math.min(MAX_ELEMENTS, shape.maximumElements())));
        }
    }

    /** Sets a range. */
    public void fill(long index, Object value, long length) {
        check(index, length);
        Arrays.fill(elements, (int) index, (int) (index + length), value);
    }

    /** Copies a range of a table here; the ranges may overlap. */
    public void copy(long to, TableInstance source, long from, long length) {
        source.check(from, length);
        check(to, length);
        System.arraycopy(source.elements, (int) from, elements, (int) to, (int) length);
    }

    /** Traps unless the range lies inside; all numbers are unsigned. */
    public void check(long index, long length) {
        if (index < 0 || length < 0 || index > size - length) {
            throw outOfBounds();
        }
    }

    /** The trap of an access out of bounds. */
    public Trap outOfBounds() {
        return new Trap(TrapCode.TABLE_OUT_OF_BOUNDS);
    }
}
