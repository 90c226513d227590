package dev.vespula;

import dev.vespula.types.DefinedType;

/**
 * An array made by WebAssembly or by {@link Store#newArray}. What {@link WasmStruct} says of identity and use holds for it
 * too. Only the engine implements this interface.
 */
public interface WasmArray {
    /** The array type with which it was made. */
    DefinedType type();

    /** How many elements it has. */
    int length();

    /**
     * The value of an element, as {@link WasmStruct#get} gives it.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     */
    Object get(int index);

    /**
     * Changes an element.
     *
     * @throws IllegalStateException     if the elements are immutable
     * @throws IllegalArgumentException  if the value does not fit their type
     * @throws IndexOutOfBoundsException if there is no such element
     */
    void set(int index, Object value);

    /**
     * The Java array that holds the elements: {@code byte[]}, {@code short[]}, {@code int[]}, {@code long[]} (two for a
     * v128, the low half first), {@code float[]}, {@code double[]}. Changes show on both sides.
     *
     * @throws IllegalStateException if the elements are immutable, or references, whose types would not be checked
     */
    Object elements();
}
