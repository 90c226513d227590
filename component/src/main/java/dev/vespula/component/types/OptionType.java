package dev.vespula.component.types;

/** A value or none. */
public record OptionType(ValueType payload) implements ValueType {}
