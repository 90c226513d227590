package dev.vespula;

import dev.vespula.internal.runtime.ExternTypes;
import dev.vespula.internal.runtime.GlobalCell;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.types.GlobalType;
import org.jspecify.annotations.Nullable;

/**
 * A global variable.
 *
 * <pre>{@code
 * Global counter = instance.global("counter");
 * counter.setI32(counter.i32() + 1);
 *
 * Global base = Global.of(store, new GlobalType(ValType.I64, false), 1024L);
 * new Linker<Void>(engine).define("env", "base", base);
 * }</pre>
 */
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
    public static Global of(Store<?> store, GlobalType type, @Nullable Object value) {
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
    public @Nullable Object get() {
        return value().toObject();
    }

    /**
     * The value of a global of type i32, without boxing.
     *
     * @throws IllegalStateException if it has another type
     */
    public int i32() {
        cell.checkType(ValTypes.I32);
        return (int) cell.bits;
    }

    /**
     * Changes the value of a global of type i32, without boxing.
     *
     * @throws IllegalStateException if it has another type, is immutable, or the store is in use by another thread
     */
    public void setI32(int value) {
        cell.checkType(ValTypes.I32);
        checkSettable();
        cell.bits = value;
    }

    /**
     * The value of a global of type i64, without boxing.
     *
     * @throws IllegalStateException if it has another type
     */
    public long i64() {
        cell.checkType(ValTypes.I64);
        return cell.bits;
    }

    /**
     * Changes the value of a global of type i64, without boxing.
     *
     * @throws IllegalStateException if it has another type, is immutable, or the store is in use by another thread
     */
    public void setI64(long value) {
        cell.checkType(ValTypes.I64);
        checkSettable();
        cell.bits = value;
    }

    private void checkSettable() {
        cell.store.checkThread();
        if (!cell.mutable) {
            throw new IllegalStateException("the global is immutable");
        }
    }

    /**
     * Changes the value.
     *
     * @throws IllegalStateException    if the global is immutable or the store in use by another thread
     * @throws IllegalArgumentException if the value does not fit the type
     */
    public void set(@Nullable Object value) {
        checkSettable();
        cell.put(value);
    }

    @Override
    public String toString() {
        return "Global " + value().describe();
    }
}
