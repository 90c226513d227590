package dev.vespula.component.types;

import java.util.Optional;

/** The readable end of a future. */
public record FutureType(Optional<ValueType> element) implements ValueType {}
