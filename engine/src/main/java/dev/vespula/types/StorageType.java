package dev.vespula.types;

/** The type of a field of a struct or of an array's elements: a value type or a packed integer. */
public sealed interface StorageType permits ValType, PackedType {}
