package dev.vespula.component.types;

/** A name and a type: a field of a record, a parameter of a function. */
public record NamedType(String name, ValueType type) {}
