package dev.vespula.internal.runtime;

import dev.vespula.internal.contract.Contract;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.internal.values.JavaValues;

/**
 * A window over consecutive slots through which a call exchanges values with Java: the arguments stand at its beginning
 * when the callee starts, the results when it has returned. A v128 takes two slots; the reference slots have the same
 * numbers as the numeric ones.
 *
 * <p>The arrays may be replaced whenever Wasm runs, so they are read from the fields at every access. A slot holds the
 * canonical form of its value: i32 and the bits of f32 sign-extended to 64 bits.
 */
public abstract class HostFrame {
    /** The numeric slots. */
    @Contract
    public long[] cells;
    /** The reference slots; {@code null} as long as nothing in this activation uses references. */
    @Contract
    public Object[] refs;
    /** Index of the window's first slot in both arrays. */
    public int base;

    /** Belongs to the API: its view of this window, made once for each frame object. */
    public Object handle;

    /** The store in which the call happens. */
    public abstract StoreState store();

    /** The instance whose code made the call, or {@code null} when the host did. */
    public abstract ModuleInstance caller();

    /**
     * Sets a slot to what users take for a value of the type.
     *
     * @throws IllegalArgumentException if it does not fit
     */
    public final void put(int slot, int type, Object value) {
        StoreState store = store();
        Object plain = store.engine.references.plain(type, value);
        if (type >= 0) {
            ref(slot, store.engine.references.lower(type, plain, store));
            return;
        }
        i64(slot, JavaValues.bits(type, plain));
        if (type == ValTypes.V128) {
            i64(slot + 1, JavaValues.highBits(plain));
        }
    }

    /** A slot as the object that users get for a value of the type. */
    public final Object get(int slot, int type) {
        return type >= 0 ? store().engine.references.lift(ref(slot))
                : JavaValues.number(type, i64(slot), type == ValTypes.V128 ? i64(slot + 1) : 0);
    }

    /** The results of a call that returned, which stand in its window. */
    public final Object[] results(Signature signature) {
        Object[] results = new Object[signature.results.length];
        for (int i = 0; i < results.length; i++) {
            results[i] = get(signature.resultSlot(i), signature.results[i]);
        }
        return results;
    }

    public final int i32(int slot) {
        return (int) cells[base + slot];
    }

    public final long i64(int slot) {
        return cells[base + slot];
    }

    public final float f32(int slot) {
        return Float.intBitsToFloat((int) cells[base + slot]);
    }

    public final double f64(int slot) {
        return Double.longBitsToDouble(cells[base + slot]);
    }

    public final Object ref(int slot) {
        return refs[base + slot];
    }

    public final void i32(int slot, int value) {
        cells[base + slot] = value;
    }

    public final void i64(int slot, long value) {
        cells[base + slot] = value;
    }

    public final void f32(int slot, float value) {
        cells[base + slot] = Float.floatToRawIntBits(value);
    }

    public final void f64(int slot, double value) {
        cells[base + slot] = Double.doubleToRawLongBits(value);
    }

    public final void ref(int slot, Object value) {
        refs[base + slot] = value;
    }
}
