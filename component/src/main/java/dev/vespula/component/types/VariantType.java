package dev.vespula.component.types;

import java.util.List;
import java.util.Optional;

/** A variant: one of several named cases, at least one. */
public record VariantType(List<Case> cases) implements ValueType {

    /** A case, with or without a payload. */
    public record Case(String name, Optional<ValueType> payload) {}
}
