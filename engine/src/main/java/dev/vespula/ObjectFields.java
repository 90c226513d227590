package dev.vespula;

import dev.vespula.internal.runtime.ArrayObject;
import dev.vespula.internal.runtime.GcObject;
import dev.vespula.internal.runtime.ObjectType;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.runtime.StructObject;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.TypeKind;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.types.DefinedType;

/** Fields of structs and elements of arrays as Java objects. */
final class ObjectFields {
    private ObjectFields() {
    }

    /** The type of new objects. */
    static ObjectType typeOf(Store<?> store, DefinedType type, TypeKind kind) {
        StoreState state = store.state();
        state.checkThread();
        int id = HeapTypes.id(state.engine.publicTypes.heapType(type));
        if (state.engine.types.get(id).kind() != kind) {
            throw new IllegalArgumentException(type + " is no type of " + (kind == TypeKind.STRUCT ? "structs" : "arrays"));
        }
        return state.engine.objectType(id);
    }

    static Object get(StructObject struct, int field) {
        check(field, struct.fieldCount());
        int type = struct.type.field(field);
        if (type >= 0) {
            return Values.lift(struct.reference(field));
        }
        return number(type, struct.number(field), type == ValTypes.V128 ? struct.high(field) : 0);
    }

    static Object get(ArrayObject array, int index) {
        check(index, array.length());
        int type = array.type.field(0);
        if (type >= 0) {
            return Values.lift(array.reference(index));
        }
        return number(type, array.number(index), type == ValTypes.V128 ? array.high(index) : 0);
    }

    static void set(StructObject struct, int field, Object value) {
        check(field, struct.fieldCount());
        checkMutable(struct, field, "field " + field + " of the struct is immutable");
        put(struct, field, value, null);
    }

    static void set(ArrayObject array, int index, Object value) {
        check(index, array.length());
        checkMutable(array, 0, "the elements of the array are immutable");
        put(array, index, value, null);
    }

    /** Sets a field, mutable or not; functions must be of the store unless it is null. */
    static void put(StructObject struct, int field, Object value, StoreState store) {
        int type = struct.type.field(field);
        if (type >= 0) {
            struct.reference(field, reference(struct, type, value, store));
            return;
        }
        struct.number(field, Values.bits(type, value));
        if (type == ValTypes.V128) {
            struct.high(field, Values.highBits(value));
        }
    }

    /** Sets an element, mutable or not; functions must be of the store unless it is null. */
    static void put(ArrayObject array, int index, Object value, StoreState store) {
        int type = array.type.field(0);
        if (type >= 0) {
            array.reference(index, reference(array, type, value, store));
            return;
        }
        array.number(index, Values.bits(type, value));
        if (type == ValTypes.V128) {
            array.high(index, Values.highBits(value));
        }
    }

    static Object elements(ArrayObject array) {
        if (array.type.field(0) >= 0) {
            throw new IllegalStateException("the elements of the array are references");
        }
        checkMutable(array, 0, "the elements of the array are immutable");
        return array.items();
    }

    private static Object reference(GcObject object, int type, Object value, StoreState store) {
        Object plain = value instanceof Val val ? val.ref() : value;
        return Values.lower(type, plain, store.engine, store);
    }

    private static Object number(int type, long bits, long high) {
        return switch (type) {
            case ValTypes.I64 -> bits;
            case ValTypes.F32 -> Float.intBitsToFloat((int) bits);
            case ValTypes.F64 -> Double.longBitsToDouble(bits);
            case ValTypes.V128 -> new V128(bits, high);
            default -> (int) bits;
        };
    }

    private static void check(int index, int count) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException(index);
        }
    }

    private static void checkMutable(GcObject object, int field, String complaint) {
        if (!object.type.definition.isMutable(field)) {
            throw new IllegalStateException(complaint);
        }
    }
}
