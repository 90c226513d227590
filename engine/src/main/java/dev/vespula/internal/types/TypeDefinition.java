package dev.vespula.internal.types;

import java.util.Arrays;

/**
 * A canonical type: equal WebAssembly types of an engine are one object. Immutable but for {@link #made}; the arrays must not
 * be written to.
 */
public final class TypeDefinition {
    private static final int[] NO_DISPLAY = {};

    private final int id;
    private final TypeKind kind;
    private final boolean isFinal;
    private final int[] params;
    private final int[] results;
    private final boolean[] mutable;
    private final int[] display;
    private final TypeGroup group;
    /** Places in the group, or {@link TypeDraft#NONE}. */
    private final int descriptor;
    private final int described;
    private final int descriptorPlace;
    /** Belongs to the runtime: what it made of the type. */
    public volatile Object made;

    /** {@code supertype}: the declared one, or null. */
    TypeDefinition(int id, TypeDraft canonical, TypeDefinition supertype, TypeGroup group) {
        int[] superDisplay = supertype == null ? NO_DISPLAY : supertype.display;
        this.id = id;
        this.descriptor = canonical.descriptor();
        this.described = canonical.described();
        this.descriptorPlace = supertype == null ? 0
                : supertype.hasDescriptor() ? supertype.descriptorPlace : supertype.fieldCount();
        this.group = group;
        this.kind = canonical.kind();
        this.isFinal = canonical.isFinal();
        this.params = canonical.params();
        this.results = canonical.results();
        this.mutable = canonical.mutable();
        this.display = Arrays.copyOf(superDisplay, superDisplay.length + 1);
        this.display[superDisplay.length] = id;
    }

    /** The canonical id. */
    public int id() {
        return id;
    }

    /** The recursion group; keeping this definition keeps all of it. */
    TypeGroup group() {
        return group;
    }

    /** Another type of the recursion group. */
    public TypeDefinition sibling(int distance) {
        return group.types[id - group.types[0].id + distance];
    }

    /** Whether objects of this type have a descriptor. */
    public boolean hasDescriptor() {
        return descriptor != TypeDraft.NONE;
    }

    /** The type of the descriptors, null if there is none. */
    public TypeDefinition descriptor() {
        return hasDescriptor() ? group.types[descriptor] : null;
    }

    /** The type whose objects those of this one describe, null if there is none. */
    public TypeDefinition described() {
        return described == TypeDraft.NONE ? null : group.types[described];
    }

    /** How many fields stand before the descriptor: those of the supertypes that have none, so that it has one place below them. */
    public int descriptorPlace() {
        return descriptorPlace;
    }

    /** The canonical heap type: {@code HeapTypes.ofId(id())}. */
    public int heap() {
        return HeapTypes.ofId(id);
    }

    public TypeKind kind() {
        return kind;
    }

    public boolean isFinal() {
        return isFinal;
    }

    /** Id of the declared supertype, or -1. */
    public int supertype() {
        return display.length > 1 ? display[display.length - 2] : -1;
    }

    /** A function's parameter types. */
    public int[] params() {
        return params;
    }

    /** A function's result types. */
    public int[] results() {
        return results;
    }

    /** A struct's storage types, or an array's one. */
    public int[] fields() {
        return params;
    }

    public int fieldCount() {
        return params.length;
    }

    /** The heap type of the function type that a continuation type is over. */
    public int function() {
        return ValTypes.heap(params[0]);
    }

    /** The storage type of a struct's field; field 0 of an array type is its element. */
    public int field(int index) {
        return params[index];
    }

    public boolean isMutable(int field) {
        return mutable[field];
    }

    /** Ids from the topmost supertype down to this type itself. */
    public int[] display() {
        return display;
    }

    /** Number of declared supertypes above. */
    public int depth() {
        return display.length - 1;
    }

    /** Whether this type is {@code other} or declared below it. */
    public boolean isSubtypeOf(TypeDefinition other) {
        int depth = other.display.length - 1;
        return display.length > depth && display[depth] == other.id;
    }

    @Override
    public String toString() {
        return kind + "#" + id;
    }
}
