package dev.vespula.component.types;

/** A handle that is lent for a call. */
public record BorrowType(ResourceType resource) implements ValueType {}
