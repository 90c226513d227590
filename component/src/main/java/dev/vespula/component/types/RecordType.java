package dev.vespula.component.types;

import java.util.List;

/** A record: named fields, at least one. */
public record RecordType(List<NamedType> fields) implements ValueType {}
