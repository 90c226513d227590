package dev.vespula.component.internal.model;

import dev.vespula.component.types.Primitive;

/** A value type where it is used: a primitive one, or the index of a type. Binary.md, {@code valtype}. */
public sealed interface TypeRef {

    /** A primitive type. */
    record OfPrimitive(Primitive type) implements TypeRef {}

    /** The type with an index. */
    record OfIndex(int index) implements TypeRef {}
}
