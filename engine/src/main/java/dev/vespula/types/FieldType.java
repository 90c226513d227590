package dev.vespula.types;

import java.util.Objects;

/**
 * A field of a struct or the elements of an array.
 *
 * @param storage what the field holds
 * @param mutable whether it can be set after creation
 */
public record FieldType(StorageType storage, boolean mutable) {
    public FieldType {
        Objects.requireNonNull(storage, "storage");
    }

    @Override
    public String toString() {
        return mutable ? "(mut " + storage + ")" : storage.toString();
    }
}
