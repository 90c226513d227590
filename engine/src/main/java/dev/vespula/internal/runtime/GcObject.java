package dev.vespula.internal.runtime;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.types.ValTypes;
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
        return (DefinedType) type.engine.publicTypes.heapType(type.definition.heap());
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

    /** The value of a number or reference that a user gives, without the type that it may carry. */
    final Object plain(int storage, Object value) {
        return type.engine.api.plain(value, ValTypes.unpacked(storage), type.engine);
    }

    /** The trap when the machine cannot supply memory. */
    static Trap outOfMemory() {
        HeapReserve.use();
        return new Trap(TrapCode.OUT_OF_SYSTEM_MEMORY);
    }
}
