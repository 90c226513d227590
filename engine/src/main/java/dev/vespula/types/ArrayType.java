package dev.vespula.types;

import java.util.Objects;

/**
 * An array's type.
 *
 * @param element type and mutability of every element
 */
public record ArrayType(FieldType element) implements CompositeType {
    public ArrayType {
        Objects.requireNonNull(element, "element");
    }

    /** The text format's notation. */
    @Override
    public String toString() {
        return "(array " + element + ")";
    }
}
