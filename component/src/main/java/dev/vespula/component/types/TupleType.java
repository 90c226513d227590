package dev.vespula.component.types;

import java.util.List;

/** A tuple: members by position, at least one. */
public record TupleType(List<ValueType> members) implements ValueType {}
