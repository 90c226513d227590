package dev.vespula;

import dev.vespula.internal.limits.Growth;
import dev.vespula.internal.runtime.ExternTypes;
import dev.vespula.internal.runtime.TableInstance;
import dev.vespula.internal.runtime.TableShape;
import dev.vespula.types.AddressType;
import dev.vespula.types.TableType;
import org.jspecify.annotations.Nullable;

/**
 * A table of references. Elements are null, a {@link Func} in tables of functions, or any object in tables of
 * {@code externref}. An index beyond the size is a {@link Trap}.
 *
 * <pre>{@code
 * Table table = instance.table("table");
 * Func first = (Func) table.get(0);
 * table.set(1, first);
 * table.grow(2, null);
 * }</pre>
 */
public final class Table implements Extern {
    private final TableInstance instance;

    private Table(TableInstance instance) {
        this.instance = instance;
        instance.handle = this;
    }

    /**
     * Makes a table of its minimum size.
     *
     * @param initial every element's first value
     * @throws IllegalArgumentException if the value does not fit
     * @throws Trap                     if the store's limiter forbids it or the JVM has not enough heap
     */
    public static Table of(Store<?> store, TableType type, @Nullable Object initial) {
        int element = store.state().engine.publicTypes.valType(type.element());
        TableShape shape = new TableShape(element, type.limits().min(), type.limits().max().orElse(TableShape.NONE),
                type.address() == AddressType.I64);
        Object value = store.state().engine.references.lower(element, initial, store.state());
        return of(new TableInstance(store.state(), shape, value));
    }

    static Table of(TableInstance instance) {
        return instance.handle != null ? (Table) instance.handle : new Table(instance);
    }

    TableInstance instance() {
        return instance;
    }

    /** The type, with the present size as minimum. */
    @Override
    public TableType type() {
        return ExternTypes.of(instance);
    }

    /** How many elements there are. */
    public long size() {
        return instance.size;
    }

    /** The element at an index. */
    public @Nullable Object get(long index) {
        return instance.store.engine.references.lift(instance.get(index));
    }

    /**
     * Sets the element at an index.
     *
     * @throws IllegalArgumentException if the value does not fit, or belongs to another store
     */
    public void set(long index, @Nullable Object value) {
        instance.store.checkThread();
        instance.set(index, lower(value));
    }

    /**
     * Grows by some elements, free of fuel.
     *
     * @return the former size, or -1 if the table cannot grow so far
     */
    public long grow(long delta, @Nullable Object initial) {
        instance.store.checkThread();
        return instance.grow(delta, lower(initial), Growth.BY_HOST);
    }

    /** Sets {@code length} elements from {@code index} on. */
    public void fill(long index, @Nullable Object value, long length) {
        instance.store.checkThread();
        instance.fill(index, lower(value), length);
    }

    /**
     * Copies elements of a table here; both may be the same and the ranges may overlap.
     *
     * @throws IllegalArgumentException if the other table belongs to another store, or its elements do not fit
     */
    public void copy(long to, Table source, long from, long length) {
        instance.store.checkThread();
        if (source.instance.store != instance.store) {
            throw new IllegalArgumentException("the tables belong to different stores");
        }
        if (!instance.store.engine.types.isSubtype(source.instance.type, instance.type)) {
            throw new IllegalArgumentException("elements of a table of " + source.type().element()
                    + " do not fit into a table of " + type().element());
        }
        instance.copy(to, source.instance, from, length);
    }

    private Object lower(Object value) {
        return instance.store.engine.references.lower(instance.type, value, instance.store);
    }

    @Override
    public String toString() {
        return "Table of " + size() + " " + type().element();
    }
}
