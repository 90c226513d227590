package dev.vespula;

import dev.vespula.types.DefinedType;
import org.jspecify.annotations.Nullable;

/**
 * An array made by WebAssembly, by {@link Store#newArray}, or of a Java array. What {@link WasmStruct} says of identity and use
 * holds for it too. Only the engine implements this interface.
 *
 * <p>Numbers are copied from and to Java arrays at once: {@code byte[]} for elements of type i8, {@code short[]} or
 * {@code char[]} for i16, {@code int[]} for i32, {@code long[]} for i64, {@code float[]} for f32 and {@code double[]} for f64. What
 * Java, Kotlin and Dart have as strings are arrays of i16:
 *
 * <pre>{@code
 * WasmArray text = (WasmArray) instance.func("greeting").call()[0];
 * String greeting = new String(text.toCharArray());
 * WasmArray answer = store.newArray(text.type(), "thanks".toCharArray());
 * instance.func("listen").call(answer);
 * }</pre>
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
    @Nullable
    Object get(int index);

    /**
     * Changes an element.
     *
     * @throws IllegalStateException     if the elements are immutable
     * @throws IllegalArgumentException  if the value does not fit their type
     * @throws IndexOutOfBoundsException if there is no such element
     */
    void set(int index, @Nullable Object value);

    /**
     * The Java array that holds the elements: {@code byte[]}, {@code short[]}, {@code int[]}, {@code long[]} (two for a
     * v128, the low half first), {@code float[]}, {@code double[]}. Changes show on both sides.
     *
     * @throws IllegalStateException if the elements are immutable, or references, whose types would not be checked
     */
    Object elements();

    /**
     * Copies elements of type i8 into part of a Java array, of mutable arrays and others.
     *
     * @param index  the first element
     * @param offset where it goes
     * @throws IllegalArgumentException  if the elements are of another type
     * @throws IndexOutOfBoundsException if there are not so many elements, or not so much room
     */
    void read(int index, byte[] target, int offset, int length);

    /** As {@link #read(int, byte[], int, int)}, of type i16. */
    void read(int index, short[] target, int offset, int length);

    /** As {@link #read(int, byte[], int, int)}, of type i16. */
    void read(int index, char[] target, int offset, int length);

    /** As {@link #read(int, byte[], int, int)}, of type i32. */
    void read(int index, int[] target, int offset, int length);

    /** As {@link #read(int, byte[], int, int)}, of type i64. */
    void read(int index, long[] target, int offset, int length);

    /** As {@link #read(int, byte[], int, int)}, of type f32. */
    void read(int index, float[] target, int offset, int length);

    /** As {@link #read(int, byte[], int, int)}, of type f64. */
    void read(int index, double[] target, int offset, int length);

    /**
     * Copies part of a Java array to elements of type i8.
     *
     * @param index  the first element
     * @param offset what comes there
     * @throws IllegalStateException     if the elements are immutable
     * @throws IllegalArgumentException  if they are of another type
     * @throws IndexOutOfBoundsException if there are not so many elements, or the part does not exist
     */
    void write(int index, byte[] source, int offset, int length);

    /** As {@link #write(int, byte[], int, int)}, to type i16. */
    void write(int index, short[] source, int offset, int length);

    /** As {@link #write(int, byte[], int, int)}, to type i16. */
    void write(int index, char[] source, int offset, int length);

    /** As {@link #write(int, byte[], int, int)}, to type i32. */
    void write(int index, int[] source, int offset, int length);

    /** As {@link #write(int, byte[], int, int)}, to type i64. */
    void write(int index, long[] source, int offset, int length);

    /** As {@link #write(int, byte[], int, int)}, to type f32. */
    void write(int index, float[] source, int offset, int length);

    /** As {@link #write(int, byte[], int, int)}, to type f64. */
    void write(int index, double[] source, int offset, int length);

    /**
     * A copy of the elements, which are of type i8.
     *
     * @throws IllegalArgumentException if they are of another type
     */
    default byte[] toByteArray() {
        byte[] copy = new byte[length()];
        read(0, copy, 0, copy.length);
        return copy;
    }

    /** A copy of the elements, which are of type i16: as {@link #toByteArray}. */
    default short[] toShortArray() {
        short[] copy = new short[length()];
        read(0, copy, 0, copy.length);
        return copy;
    }

    /** A copy of the elements, which are of type i16: as {@link #toByteArray}. */
    default char[] toCharArray() {
        char[] copy = new char[length()];
        read(0, copy, 0, copy.length);
        return copy;
    }

    /** A copy of the elements, which are of type i32: as {@link #toByteArray}. */
    default int[] toIntArray() {
        int[] copy = new int[length()];
        read(0, copy, 0, copy.length);
        return copy;
    }

    /** A copy of the elements, which are of type i64: as {@link #toByteArray}. */
    default long[] toLongArray() {
        long[] copy = new long[length()];
        read(0, copy, 0, copy.length);
        return copy;
    }

    /** A copy of the elements, which are of type f32: as {@link #toByteArray}. */
    default float[] toFloatArray() {
        float[] copy = new float[length()];
        read(0, copy, 0, copy.length);
        return copy;
    }

    /** A copy of the elements, which are of type f64: as {@link #toByteArray}. */
    default double[] toDoubleArray() {
        double[] copy = new double[length()];
        read(0, copy, 0, copy.length);
        return copy;
    }
}
