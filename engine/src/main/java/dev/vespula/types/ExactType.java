package dev.vespula.types;

import java.util.Objects;

/**
 * A type that a module defines, without the types that are declared below it (proposal custom-descriptors).
 *
 * @param type the type
 */
public record ExactType(DefinedType type) implements HeapType {
    public ExactType {
        Objects.requireNonNull(type, "type");
    }

    /** The text format's notation. */
    @Override
    public String toString() {
        return "(exact " + type + ")";
    }
}
