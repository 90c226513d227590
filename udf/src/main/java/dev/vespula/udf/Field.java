package dev.vespula.udf;

import java.io.Serializable;
import java.util.Objects;

/**
 * A named type: a parameter, a column of a result, a field of a struct.
 *
 * @param name empty where the module tells none
 * @param type its type
 */
public record Field(String name, UdfType type) implements Serializable {
    /** Neither may be null. */
    public Field {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }

    @Override
    public String toString() {
        return name.isEmpty() ? type.toString() : name + ": " + type;
    }
}
