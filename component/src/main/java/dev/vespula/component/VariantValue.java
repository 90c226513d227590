package dev.vespula.component;

import java.util.Objects;

/**
 * A value of a variant type.
 *
 * @param name the name of the case
 * @param payload its payload; null for a case without one
 */
public record VariantValue(String name, Object payload) {
    /** A case without payload. */
    public VariantValue(String name) {
        this(name, null);
    }

    /** Checks that there is a name. */
    public VariantValue {
        Objects.requireNonNull(name, "name");
    }
}
