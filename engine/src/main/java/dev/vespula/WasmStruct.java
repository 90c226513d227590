package dev.vespula;

import dev.vespula.internal.runtime.ObjectType;
import dev.vespula.internal.runtime.StructObject;
import dev.vespula.internal.types.TypeKind;
import dev.vespula.types.DefinedType;

/**
 * A struct made by WebAssembly or by {@link #of}. The object that Java sees is the object that WebAssembly works with: the
 * same reference is the same Java object, and it lives as long as either side holds it.
 *
 * <p>A struct is used where the store is used that its functions come from, by one thread at a time. Only the engine
 * implements this interface.
 */
public interface WasmStruct {
    /**
     * Makes a struct.
     *
     * @param store  where its references to functions must come from
     * @param type   a struct type of the store's engine
     * @param fields the value of each field, as {@link #set} takes it
     * @throws IllegalArgumentException if the type is none of a struct or a value does not fit
     * @throws Trap                     if there is no memory for it
     */
    static WasmStruct of(Store<?> store, DefinedType type, Object... fields) {
        ObjectType objectType = ObjectFields.typeOf(store, type, TypeKind.STRUCT);
        int count = objectType.definition.fieldCount();
        if (fields.length != count) {
            throw new IllegalArgumentException("the struct has " + count + " fields, not " + fields.length);
        }
        StructObject struct = StructObject.makeByHost(store.state(), objectType);
        for (int k = 0; k < count; k++) {
            ObjectFields.put(struct, k, fields[k], store.state());
        }
        return struct;
    }

    /** A struct type of which the object is: the one it was made with. */
    DefinedType type();

    /** How many fields it has. */
    int fieldCount();

    /**
     * The value of a field: Integer (packed fields as signed numbers), Long, Float, Double, {@link V128}, {@link Func},
     * {@link WasmStruct}, {@link WasmArray}, {@link I31}, another object, or null.
     *
     * @throws IndexOutOfBoundsException if there is no such field
     */
    default Object get(int field) {
        return ObjectFields.get((StructObject) this, field);
    }

    /**
     * Changes a field. Packed fields take the low bits of an Integer.
     *
     * @throws IllegalStateException     if the field is immutable
     * @throws IllegalArgumentException  if the value does not fit the field's type
     * @throws IndexOutOfBoundsException if there is no such field
     */
    default void set(int field, Object value) {
        ObjectFields.set((StructObject) this, field, value);
    }
}
