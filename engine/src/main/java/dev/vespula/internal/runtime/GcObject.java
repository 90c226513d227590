package dev.vespula.internal.runtime;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
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

    /** The trap when the machine cannot supply memory. */
    static Trap outOfMemory() {
        HeapReserve.use();
        return new Trap(TrapCode.OUT_OF_SYSTEM_MEMORY);
    }
}
