package dev.vespula.types;

import java.util.List;

/**
 * A struct's type.
 *
 * @param fields the fields, in order
 */
public record StructType(List<FieldType> fields) implements CompositeType {
    public StructType {
        fields = List.copyOf(fields);
    }
}
