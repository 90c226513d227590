package dev.vespula.component.types;

/** A map. Keys are booleans, integers, characters or strings; on the wire a list of pairs. */
public record MapType(ValueType key, ValueType value) implements ValueType {}
