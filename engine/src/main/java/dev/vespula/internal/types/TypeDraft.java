package dev.vespula.internal.types;

/**
 * A type definition on its way into the {@link TypeRegistry}. Heap types inside are canonical, or
 * {@code TypeRegistry.RECURSIVE + k} for the k-th type of the group that is being defined.
 *
 * @param kind function, struct, array or continuation
 * @param isFinal whether it cannot have subtypes
 * @param supertype heap type of the declared supertype, or -1
 * @param params parameter types of a function; field types of a struct; the one element type of an array; of a continuation
 *     type the non-null reference type of its function type
 * @param results result types of a function, else empty
 * @param mutable mutability of the fields of a struct or array, else empty
 * @param descriptor place of the type in the group whose objects describe objects of this one, or {@link #NONE}
 * @param described place of the type in the group whose objects those of this one describe, or {@link #NONE}
 */
public record TypeDraft(TypeKind kind, boolean isFinal, int supertype, int[] params, int[] results, boolean[] mutable,
        int descriptor, int described) {
    /** No place in the group. */
    public static final int NONE = -1;

    private static final int[] NO_TYPES = {};
    private static final boolean[] NOT_FIELDS = {};

    /** A function type without supertype that is final, as all function types were before WebAssembly 3.0. */
    public static TypeDraft function(int[] params, int[] results) {
        return new TypeDraft(TypeKind.FUNC, true, -1, params, results, NOT_FIELDS, NONE, NONE);
    }

    /** A function type. */
    public static TypeDraft function(boolean isFinal, int supertype, int[] params, int[] results) {
        return new TypeDraft(TypeKind.FUNC, isFinal, supertype, params, results, NOT_FIELDS, NONE, NONE);
    }

    /** A continuation type over the function type that a heap type names. */
    public static TypeDraft continuation(boolean isFinal, int supertype, int function) {
        return new TypeDraft(TypeKind.CONT, isFinal, supertype, new int[] {ValTypes.nonNull(function)}, NO_TYPES, NOT_FIELDS,
                NONE, NONE);
    }

    /** A struct type or, with exactly one field, an array type. */
    public static TypeDraft fields(TypeKind kind, boolean isFinal, int supertype, int[] fields, boolean[] mutable) {
        return new TypeDraft(kind, isFinal, supertype, fields, NO_TYPES, mutable, NONE, NONE);
    }

    /** The type with what it describes, and what describes it. */
    public TypeDraft describing(int newDescribed, int newDescriptor) {
        return new TypeDraft(kind, isFinal, supertype, params, results, mutable, newDescriptor, newDescribed);
    }
}
