package dev.vespula.component.types;

import java.util.Optional;

/** The readable end of a stream. */
public record StreamType(Optional<ValueType> element) implements ValueType {}
