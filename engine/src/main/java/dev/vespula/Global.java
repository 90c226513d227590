package dev.vespula;

import dev.vespula.internal.runtime.ExternTypes;
import dev.vespula.internal.runtime.GlobalCell;
import dev.vespula.types.GlobalType;

/** A global variable. */
public final class Global implements Extern {
    private final GlobalCell cell;

    private Global(GlobalCell cell) {
        this.cell = cell;
        cell.handle = this;
    }

    /**
     * Makes a global.
     *
     * @param value its first value: what {@link Func#call} takes for the type
     * @throws IllegalArgumentException if the value does not fit
     */
    public static Global of(Store<?> store, GlobalType type, Object value) {
        GlobalCell cell = new GlobalCell(store.state(), store.state().engine.publicTypes.valType(type.content()),
                type.mutable() ? GlobalCell.Mutability.VAR : GlobalCell.Mutability.CONST);
        cell.put(value);
        return of(cell);
    }

    static Global of(GlobalCell cell) {
        return cell.handle != null ? (Global) cell.handle : new Global(cell);
    }

    GlobalCell cell() {
        return cell;
    }

    @Override
    public GlobalType type() {
        return ExternTypes.of(cell);
    }

    /** The value. */
    public Val value() {
        return Val.of(cell);
    }

    /** The value as Integer, Long, Float, Double, {@link V128}, {@link Func}, another object, or null. */
    public Object get() {
        return value().toObject();
    }

    /**
     * Changes the value.
     *
     * @throws IllegalStateException    if the global is immutable or the store in use by another thread
     * @throws IllegalArgumentException if the value does not fit the type
     */
    public void set(Object value) {
        cell.store.checkThread();
        if (!cell.mutable) {
            throw new IllegalStateException("the global is immutable");
        }
        cell.put(value);
    }

    @Override
    public String toString() {
        return "Global " + value().describe();
    }
}
