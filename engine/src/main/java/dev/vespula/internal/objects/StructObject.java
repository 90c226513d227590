package dev.vespula.internal.objects;

import dev.vespula.WasmStruct;
import dev.vespula.internal.contract.Contract;
import dev.vespula.internal.limits.Account;
import dev.vespula.internal.limits.Budget;
import dev.vespula.internal.limits.HeapReserve;
import dev.vespula.internal.stop.Unwind;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.ValTypes;

/**
 * A struct. Where a field is says the type's {@link StructLayout}; the generated subclasses hold so many references and
 * words. This class is also that of structs without references.
 */
public abstract class StructObject extends GcObject implements WasmStruct {

    StructObject(ObjectType type) {
        super(type);
    }

    /**
     * A struct whose fields are zero and null, made by an instruction.
     *
     * @throws Unwind if the objects are to be counted first, see {@link Budget#lack}
     */
    @Contract
    public static StructObject make(Account store, ObjectType type) {
        store.spend(type.structBytes);
        try {
            return StructClasses.make(type);
        } catch (OutOfMemoryError e) {
            throw HeapReserve.exhausted();
        }
    }

    /** As {@link #make}, with a descriptor. */
    public static StructObject make(Account store, ObjectType type, Object descriptor) {
        if (descriptor == null) {
            throw NullObject.descriptor();
        }
        StructObject struct = make(store, type);
        struct.describe(descriptor);
        return struct;
    }

    /** The class whose {@link #make} compiled code calls for structs of a type. */
    public static Class<? extends StructObject> maker(ObjectType type) {
        Class<? extends StructObject> made = StructClasses.make(type).getClass();
        return made == LargeStruct.class ? StructObject.class : made;
    }

    /** As {@link #make} for a struct that no instruction makes. */
    public static StructObject makeByHost(Account store, ObjectType type) {
        store.budget.makeRoom(type.structBytes);
        return make(store, type);
    }

    /**
     * A struct that a user makes.
     *
     * @param descriptor what describes it; null if its type has no descriptor
     * @throws IllegalArgumentException if a value does not fit
     */
    public static StructObject of(Account store, ObjectType type, Object descriptor, Object[] fields) {
        int count = type.definition.fieldCount();
        TypeDefinition described = type.definition.descriptor();
        Object given = descriptor instanceof StructObject struct ? struct.type.definition : descriptor;
        if (given != described) {
            throw new IllegalArgumentException(described == null ? "structs of the type have no descriptor"
                    : "the struct needs a descriptor of exactly the type " + type.types.notation().heap(described.heap()));
        }
        if (fields.length != count) {
            throw new IllegalArgumentException("the struct has " + count + " fields, not " + fields.length);
        }
        StructObject struct = makeByHost(store, type);
        for (int k = 0; k < count; k++) {
            struct.put(k, fields[k], store);
        }
        if (described != null) {
            struct.describe(descriptor);
        }
        return struct;
    }

    /** The descriptor; null if the type has none. */
    @Override
    public final WasmStruct descriptor() {
        return type.definition.hasDescriptor() ? (WasmStruct) ref(type.layout.reference(fieldCount())) : null;
    }

    /** Sets the descriptor of a new object whose type has one. */
    public final void describe(Object descriptor) {
        ref(type.layout.reference(fieldCount()), descriptor);
    }

    /** A reference by its number in the layout. */
    public Object ref(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    /** Sets a reference by its number in the layout. */
    public void ref(int index, Object value) {
        throw new IndexOutOfBoundsException(index);
    }

    /** A word by its number in the layout. */
    public long word(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    /** Sets a word by its number in the layout. */
    public void word(int index, long value) {
        throw new IndexOutOfBoundsException(index);
    }

    /** Sets the bits of a word that a mask has. */
    public final void bits(int index, long mask, long value) {
        word(index, word(index) & ~mask | value & mask);
    }

    @Override
    public final long number(int field) {
        StructLayout layout = type.layout;
        long bits = word(layout.word(field)) >>> layout.shift(field);
        return switch (ValTypes.byteSize(type.field(field))) {
            case 1 -> (byte) bits;
            case 2 -> (short) bits;
            case 4 -> (int) bits;
            default -> bits;
        };
    }

    @Override
    public final void number(int field, long value) {
        StructLayout layout = type.layout;
        int shift = layout.shift(field);
        int size = ValTypes.byteSize(type.field(field));
        long mask = size >= Long.BYTES ? -1L : (1L << size * Byte.SIZE) - 1 << shift;
        bits(layout.word(field), mask, value << shift);
    }

    @Override
    public final long high(int field) {
        return word(type.layout.word(field) + 1);
    }

    @Override
    public final void high(int field, long value) {
        word(type.layout.word(field) + 1, value);
    }

    @Override
    public final Object reference(int field) {
        return ref(type.layout.reference(field));
    }

    @Override
    public final void reference(int field, Object value) {
        ref(type.layout.reference(field), value);
    }

    @Override
    final int count() {
        return type.definition.fieldCount();
    }

    @Override
    final int storage(int field) {
        return type.field(field);
    }

    @Override
    public final int fieldCount() {
        return type.definition.fieldCount();
    }

    /** The type, not the fields, which may be recursive. */
    @Override
    public final String toString() {
        return "struct of type " + type;
    }
}
