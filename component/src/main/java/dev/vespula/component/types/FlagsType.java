package dev.vespula.component.types;

import java.util.List;

/** A set of labels, from 1 to 32. */
public record FlagsType(List<String> labels) implements ValueType {}
