package dev.vespula.types;

/** What a reference refers to: one of the abstract types, or a type that a module defines. */
public sealed interface HeapType permits AbstractHeapType, DefinedType {}
