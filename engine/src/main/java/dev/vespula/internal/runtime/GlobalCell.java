package dev.vespula.internal.runtime;

import dev.vespula.internal.contract.Contract;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.internal.values.Exposed;
import dev.vespula.internal.values.JavaValues;

/**
 * A global. Instances that share it hold the same cell. Numbers stand in {@link #bits} in canonical slot form (i32 and
 * f32 bits sign-extended), the high half of a v128 in {@link #high}, references in {@link #ref}.
 */
public final class GlobalCell extends Exposed {
    /** The store that owns the global. */
    public final StoreState store;
    /** The value type, as an int of {@code ValTypes}. */
    public final int type;
    /** Whether {@code global.set} may change it. */
    public final boolean mutable;
    /** A number, or the low half of a v128. */
    @Contract
    public long bits;
    /** The high half of a v128. */
    @Contract
    public long high;
    /** A reference. */
    @Contract
    public Object ref;

    /** The type of its references, kept because its id is. */
    @SuppressWarnings("unused")
    private final TypeDefinition kept;

    /** A global that holds the default value of its type. */
    public GlobalCell(StoreState store, int type, Mutability mutability) {
        this.store = store;
        this.type = type;
        this.kept = store.engine.types.definition(type);
        this.mutable = mutability == Mutability.VAR;
    }

    /**
     * Sets the value to what users take for one of the type.
     *
     * @throws IllegalArgumentException if it does not fit
     */
    public void put(Object value) {
        Object plain = store.engine.references.plain(type, value);
        if (type >= 0) {
            ref = store.engine.references.lower(type, plain, store);
            return;
        }
        bits = JavaValues.bits(type, plain);
        if (type == ValTypes.V128) {
            high = JavaValues.highBits(plain);
        }
    }

    /**
     * Refuses to take it for a global of a type that it has not.
     *
     * @throws IllegalStateException if it has another type
     */
    public void checkType(int wanted) {
        if (type != wanted) {
            throw new IllegalStateException("the global is of type " + ValTypes.name(type) + ", not " + ValTypes.name(wanted));
        }
    }

    /** Takes over the value of another one. */
    void copy(GlobalCell source) {
        bits = source.bits;
        high = source.high;
        ref = source.ref;
    }

    /** Whether a global may change. */
    public enum Mutability {
        /** Immutable. */
        CONST,
        /** Mutable. */
        VAR
    }
}
