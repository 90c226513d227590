package dev.vespula;

import dev.vespula.internal.runtime.ArrayObject;
import dev.vespula.internal.runtime.Growth;
import dev.vespula.internal.runtime.ObjectType;
import dev.vespula.internal.types.TypeKind;
import dev.vespula.types.DefinedType;

/**
 * An array made by WebAssembly or by {@link #of}. What {@link WasmStruct} says of identity and use holds for it too. Only
 * the engine implements this interface.
 */
public interface WasmArray {
    /**
     * Makes an array.
     *
     * @param store    where its references to functions must come from
     * @param type     an array type of the store's engine
     * @param elements the elements, each as {@link #set} takes it
     * @throws IllegalArgumentException if the type is none of an array or a value does not fit
     * @throws Trap                     if there is no memory for it
     */
    static WasmArray of(Store<?> store, DefinedType type, Object... elements) {
        ObjectType objectType = ObjectFields.typeOf(store, type, TypeKind.ARRAY);
        ArrayObject array = ArrayObject.make(store.state(), objectType, elements.length, Growth.BY_HOST);
        for (int k = 0; k < elements.length; k++) {
            ObjectFields.put(array, k, elements[k], store.state());
        }
        return array;
    }

    /** An array of so many elements that are all the same value, which {@link #set} takes. */
    static WasmArray filled(Store<?> store, DefinedType type, int length, Object value) {
        if (length < 0) {
            throw new IllegalArgumentException("negative length: " + length);
        }
        ObjectType objectType = ObjectFields.typeOf(store, type, TypeKind.ARRAY);
        ArrayObject array = ArrayObject.make(store.state(), objectType, length, Growth.BY_HOST);
        if (length > 0) {
            ObjectFields.put(array, 0, value, store.state());
            array.spread();
        }
        return array;
    }

    /** The array type with which it was made. */
    DefinedType type();

    /** How many elements it has. */
    int length();

    /**
     * The value of an element, as {@link WasmStruct#get} gives it.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     */
    default Object get(int index) {
        return ObjectFields.get((ArrayObject) this, index);
    }

    /**
     * Changes an element.
     *
     * @throws IllegalStateException     if the elements are immutable
     * @throws IllegalArgumentException  if the value does not fit their type
     * @throws IndexOutOfBoundsException if there is no such element
     */
    default void set(int index, Object value) {
        ObjectFields.set((ArrayObject) this, index, value);
    }

    /**
     * The Java array that holds the elements: {@code byte[]}, {@code short[]}, {@code int[]}, {@code long[]} (two for a
     * v128, the low half first), {@code float[]}, {@code double[]}. Changes show on both sides.
     *
     * @throws IllegalStateException if the elements are immutable, or references, whose types would not be checked
     */
    default Object elements() {
        return ObjectFields.elements((ArrayObject) this);
    }
}
