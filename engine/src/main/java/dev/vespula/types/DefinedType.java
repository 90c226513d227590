package dev.vespula.types;

import java.util.Optional;

/**
 * A type that a module defines: a function, struct, array or continuation type, perhaps recursive, perhaps with a supertype. Two are
 * equal when they are the same WebAssembly type of the same engine, whatever modules they come from.
 *
 * <p>Its text spells the type out; types that it refers to are only hinted at. Only the engine implements this interface.
 */
public non-sealed interface DefinedType extends HeapType {
    /** The function, struct, array or continuation type that this type stands for. */
    CompositeType composite();

    /** The declared supertype. */
    Optional<DefinedType> supertype();

    /** Whether no type can declare this one as its supertype. */
    boolean isFinal();

    /** The type of the structs that describe structs of this type, if they have a descriptor (proposal custom-descriptors). */
    Optional<DefinedType> descriptor();

    /** The type of the structs that those of this type describe, if they are descriptors. */
    Optional<DefinedType> described();
}
