package dev.vespula.types;

import java.util.Objects;

/**
 * The type of an exception tag.
 *
 * @param type its parameters are the values an exception carries; it has no results
 */
public record TagType(FuncType type) implements ExternType {
    public TagType {
        Objects.requireNonNull(type, "type");
    }
}
