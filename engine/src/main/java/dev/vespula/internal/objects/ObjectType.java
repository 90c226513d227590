package dev.vespula.internal.objects;

import dev.vespula.internal.limits.HeapReserve;
import dev.vespula.internal.types.PublicTypes;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeKind;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.internal.values.JavaReferences;
import java.util.Arrays;

/** A struct, array or continuation type as its objects refer to it. One object for each canonical type of an engine. */
public final class ObjectType {
    /** Displays are at least so long, so that most tests need no look at the length. */
    private static final int SHORTEST_DISPLAY = 8;
    private static final int NO_TYPE = -1;
    /** What HotSpot usually takes for an object and the reference to its type. */
    private static final int STRUCT_BYTES = 16;
    private static final int REFERENCE_BYTES = 4;

    /** The types of the engine whose type it is. */
    public final PublicTypes types;
    /** What its fields are in the hands of users. */
    final JavaReferences references;
    /** The type. */
    public final TypeDefinition definition;
    /** Canonical ids from the topmost supertype down to the type itself, then -1. */
    public final int[] display;
    /** Where the fields of a struct are; null for arrays. */
    public final StructLayout layout;
    /** The function type that a continuation type is over; null for others. */
    public final TypeDefinition function;
    /** What a struct takes of a limit of bytes. */
    public final int structBytes;

    public ObjectType(PublicTypes types, JavaReferences references, TypeDefinition type) {
        HeapReserve.make();
        this.types = types;
        this.references = references;
        this.definition = type;
        int[] exact = definition.display();
        this.display = Arrays.copyOf(exact, Math.max(exact.length, SHORTEST_DISPLAY));
        Arrays.fill(display, exact.length, display.length, NO_TYPE);
        this.layout = definition.kind() == TypeKind.STRUCT ? new StructLayout(definition.fields(), definition.hasDescriptor()
                ? definition.descriptorPlace() : -1) : null;
        this.function = definition.kind() == TypeKind.CONT ? types.definition(definition.function()) : null;
        this.structBytes = layout == null ? 0 : STRUCT_BYTES + REFERENCE_BYTES * layout.refs + Long.BYTES * layout.words;
    }

    /** Storage type of a field; field 0 of an array is its element. */
    public int field(int index) {
        return definition.field(index);
    }

    /** Whether the item of a struct's object that has a number is the descriptor, which comes behind the last field. */
    public boolean isDescriptor(int item) {
        return layout != null && item == definition.fieldCount();
    }

    /** The word of a struct in which a numeric field is, or begins; the number of a reference among the references. */
    public int word(int field) {
        return isDescriptor(field) || ValTypes.isReference(field(field)) ? layout.reference(field) : layout.word(field);
    }

    /** How far a numeric field's lowest bit is from that of its word. */
    public int shift(int field) {
        return layout.shift(field);
    }

    /** How many bits of its word a field has that is not a whole one. */
    public int bits(int field) {
        return ValTypes.byteSize(field(field)) * Byte.SIZE;
    }

    @Override
    public String toString() {
        return types.notation().heap(definition.heap());
    }
}
