package dev.vespula.internal.types;

/**
 * A recursion group of a {@link TypeRegistry}, which forgets it when nobody refers to it any more. So whoever keeps the number of
 * a type must keep its definition, too, which leads here.
 */
final class TypeGroup {
    /** The types. */
    final TypeDefinition[] types;
    /** The groups whose types they mention, kept as long as this one. */
    @SuppressWarnings("unused")
    private final TypeGroup[] mentioned;

    TypeGroup(int size, TypeGroup[] mentioned) {
        this.types = new TypeDefinition[size];
        this.mentioned = mentioned;
    }
}
