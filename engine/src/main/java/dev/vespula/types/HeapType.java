package dev.vespula.types;

/** What a reference refers to: one of the abstract types, or a type that a module defines, with its subtypes or without. */
public sealed interface HeapType permits AbstractHeapType, DefinedType, ExactType {}
