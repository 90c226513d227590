package dev.vespula.types;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A struct's type.
 *
 * @param fields the fields, in order
 */
public record StructType(List<FieldType> fields) implements CompositeType {
    public StructType {
        fields = List.copyOf(fields);
    }

    /** The text format's notation. */
    @Override
    public String toString() {
        return fields.stream().map(field -> " (field " + field + ")").collect(Collectors.joining("", "(struct", ")"));
    }
}
