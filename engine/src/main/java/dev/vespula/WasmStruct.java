package dev.vespula;

import dev.vespula.types.DefinedType;
import org.jspecify.annotations.Nullable;

/**
 * A struct made by WebAssembly or by {@link Store#newStruct}. The object that Java sees is the object that WebAssembly works
 * with: the same reference is the same Java object, and it lives as long as either side holds it.
 *
 * <p>A struct is used where the store is used that its functions come from, by one thread at a time. Only the engine
 * implements this interface.
 *
 * <pre>{@code
 * WasmStruct point = (WasmStruct) instance.func("point").call()[0];
 * int x = (int) point.get(0);
 * point.set(0, x + 1);
 * WasmStruct other = store.newStruct(point.type(), 3, 4);
 * instance.func("draw").call(other);
 * }</pre>
 */
public interface WasmStruct {
    /** A struct type of which the object is: the one it was made with. */
    DefinedType type();

    /** The struct that describes this one; null if its type has no {@linkplain DefinedType#descriptor descriptor}. */
    @Nullable
    WasmStruct descriptor();

    /** How many fields it has. */
    int fieldCount();

    /**
     * The value of a field: Integer (packed fields as signed numbers), Long, Float, Double, {@link V128}, {@link Func},
     * {@link WasmStruct}, {@link WasmArray}, {@link I31}, another object, or null.
     *
     * @throws IndexOutOfBoundsException if there is no such field
     */
    @Nullable
    Object get(int field);

    /**
     * Changes a field. Packed fields take the low bits of an Integer.
     *
     * @throws IllegalStateException     if the field is immutable
     * @throws IllegalArgumentException  if the value does not fit the field's type
     * @throws IndexOutOfBoundsException if there is no such field
     */
    void set(int field, @Nullable Object value);
}
