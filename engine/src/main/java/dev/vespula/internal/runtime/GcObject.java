package dev.vespula.internal.runtime;

import dev.vespula.types.DefinedType;

/** A struct or an array. */
public abstract class GcObject {
    /** Its type. */
    public final ObjectType type;

    GcObject(ObjectType type) {
        this.type = type;
    }

    /** The type as users see it. */
    public DefinedType type() {
        return (DefinedType) type.types.heapType(type.definition.heap());
    }

    static void checkIndex(int index, int count) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException(index);
        }
    }

    final void checkMutable(int field, String what) {
        if (!type.definition.isMutable(field)) {
            throw new IllegalStateException(what + " immutable");
        }
    }
}
