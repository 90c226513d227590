package dev.vespula.component.internal.wit.binary;

import dev.vespula.component.internal.model.TypeDefinition;

/** What an index of a type means where a binary is decoded. */
sealed interface DecodedType {
    /** A definition that has no name yet. */
    record Unnamed(TypeDefinition definition, DecodedScope scope) implements DecodedType {}

    /** A type with a name. */
    record Named(String name, DecodedMembers owner) implements DecodedType {}
}
