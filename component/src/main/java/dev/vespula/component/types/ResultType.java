package dev.vespula.component.types;

import java.util.Optional;

/** Success or failure, each with or without a value. */
public record ResultType(Optional<ValueType> ok, Optional<ValueType> error) implements ValueType {}
