package dev.vespula.internal.runtime;

import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.ValTypes;

/**
 * A function type as calls need it: canonical id, value types as ints, and where each value stands in a window of slots
 * (a v128 takes two). One object for each canonical type of an engine.
 */
public final class Signature {
    /** The canonical type id. */
    public final int type;
    /** Value types of the parameters. */
    public final int[] params;
    /** Value types of the results. */
    public final int[] results;
    /** Slots that the parameters take. */
    public final int paramSlots;
    /** Slots that the results take. */
    public final int resultSlots;
    /** Slots of the window: the larger of both. */
    public final int windowSlots;
    /** Whether a parameter or a result is a reference. */
    public final boolean usesRefs;

    /** Belongs to the API: the handle that calls compiled code of functions of this type, once it was made. */
    public volatile Object directCall;
    /** Belongs to the compiled tier: how functions of this type are called in Java, once somebody asked. */
    public volatile Object shape;
    /** Belongs to the API: what host functions of this type share that are method handles. */
    public volatile Object hostHandles;

    private final int[] paramSlot;
    private final int[] resultSlot;

    /** The type; a signature keeps it. */
    @SuppressWarnings("unused")
    private final TypeDefinition definition;

    Signature(TypeDefinition definition) {
        this.definition = definition;
        this.type = definition.id();
        this.params = definition.params();
        this.results = definition.results();
        this.paramSlot = slots(params);
        this.resultSlot = slots(results);
        this.paramSlots = paramSlot[params.length];
        this.resultSlots = resultSlot[results.length];
        this.windowSlots = Math.max(paramSlots, resultSlots);
        this.usesRefs = hasRefs(params) || hasRefs(results);
    }

    /** First slot of a parameter. */
    public int paramSlot(int index) {
        return paramSlot[index];
    }

    /** First slot of a result. */
    public int resultSlot(int index) {
        return resultSlot[index];
    }

    private static int[] slots(int[] types) {
        int[] slots = new int[types.length + 1];
        for (int i = 0; i < types.length; i++) {
            slots[i + 1] = slots[i] + (types[i] == ValTypes.V128 ? 2 : 1);
        }
        return slots;
    }

    private static boolean hasRefs(int[] types) {
        for (int type : types) {
            if (type >= 0) {
                return true;
            }
        }
        return false;
    }
}
