package dev.vespula.internal.objects;

import dev.vespula.internal.limits.Account;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.internal.values.JavaValues;
import dev.vespula.types.DefinedType;

/** A struct or an array. */
public abstract class GcObject {
    /** Its type. */
    public final ObjectType type;

    GcObject(ObjectType type) {
        this.type = type;
    }

    /** The type as users see it. */
    public DefinedType type() {
        return (DefinedType) type.types.heapType(type.definition.heap());
    }

    // ---- fields of a struct, elements of an array

    /** How many there are. */
    abstract int count();

    /** The storage type of one. */
    abstract int storage(int index);

    /** The low 64 bits of a number, those of packed ones, i32 and f32 sign-extended. */
    public abstract long number(int index);

    /** Sets the low 64 bits of a number. */
    public abstract void number(int index, long bits);

    /** The high half of a v128. */
    public abstract long high(int index);

    /** Sets the high half of a v128. */
    public abstract void high(int index, long bits);

    /** A reference. */
    public abstract Object reference(int index);

    /** Sets a reference. */
    public abstract void reference(int index, Object value);

    /** See {@link dev.vespula.WasmStruct#get}. */
    public final Object get(int index) {
        int storage = checked(index);
        return storage >= 0 ? type.references.lift(reference(index))
                : JavaValues.number(storage, number(index), storage == ValTypes.V128 ? high(index) : 0);
    }

    /** See {@link dev.vespula.WasmStruct#set}. */
    public final void set(int index, Object value) {
        checked(index);
        checkMutable(index);
        put(index, value, null);
    }

    private int checked(int index) {
        if (index < 0 || index >= count()) {
            throw new IndexOutOfBoundsException(index);
        }
        return storage(index);
    }

    final void checkMutable(int index) {
        boolean isStruct = type.layout != null;
        if (!type.definition.isMutable(isStruct ? index : 0)) {
            throw new IllegalStateException((isStruct ? "field " + index + " of the struct is"
                    : "the elements of the array are")
                    + " immutable");
        }
    }

    /** Sets one, mutable or not; functions must be of the store unless it is null. */
    final void put(int index, Object value, Account store) {
        int storage = storage(index);
        Object plain = type.references.plain(storage, value);
        if (storage >= 0) {
            reference(index, type.references.lower(storage, plain, store));
            return;
        }
        number(index, JavaValues.bits(storage, plain));
        if (storage == ValTypes.V128) {
            high(index, JavaValues.highBits(plain));
        }
    }
}
