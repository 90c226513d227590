package dev.vespula.component.types;

import java.util.List;

/** One of several labels, at least one. */
public record EnumType(List<String> labels) implements ValueType {}
