package dev.vespula.types;

/** What a type definition describes. */
public sealed interface CompositeType permits FuncType, StructType, ArrayType, ContType {}
