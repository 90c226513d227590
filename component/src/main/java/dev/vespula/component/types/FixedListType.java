package dev.vespula.component.types;

/** A list of one length, from 1 to 2^30 - 1. */
public record FixedListType(ValueType element, int length) implements ValueType {}
