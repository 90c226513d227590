package dev.vespula.component.types;

/** A list of any length. */
public record ListType(ValueType element) implements ValueType {}
