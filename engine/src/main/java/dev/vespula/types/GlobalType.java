package dev.vespula.types;

import java.util.Objects;

/**
 * A global variable's type.
 *
 * @param content type of the value
 * @param mutable whether it can be set
 */
public record GlobalType(ValType content, boolean mutable) implements ExternType {
    public GlobalType {
        Objects.requireNonNull(content, "content");
    }
}
