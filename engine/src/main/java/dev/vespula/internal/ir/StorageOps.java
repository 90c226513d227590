package dev.vespula.internal.ir;

import dev.vespula.internal.types.ValTypes;

/** The ops on fields and elements, of which there is one for each type that these may have. */
public final class StorageOps {
    private StorageOps() {}

    /** The op among those for i32, i64, f32, f64, v128 and references, in this order, for a field or element of a storage type. */
    public static int ofValue(int first, int storage) {
        int value = ValTypes.unpacked(storage);
        // Both count the numbers in the same order.
        return first + (value >= 0 ? Ir.TYPE_REF : -value) - Ir.TYPE_I32;
    }

    /** As {@link #ofValue} where ops for i8 and i16 come first. */
    public static int ofStorage(int first, int storage) {
        return storage == ValTypes.I8 ? first : storage == ValTypes.I16 ? first + 1 : ofValue(first + 2, storage);
    }
}
