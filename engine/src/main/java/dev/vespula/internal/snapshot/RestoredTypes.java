package dev.vespula.internal.snapshot;

import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.ExceptionInstance;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.TypeKind;

/** Whether restored references have the types of the places where they stand. */
final class RestoredTypes {
    private RestoredTypes() {
    }

    /** Whether a reference may stand where a reference type is declared. */
    static boolean fits(EngineState engine, int type, Object value) {
        if (value == null) {
            return (type & 1) != 0;
        }
        int heap = type >> 1;
        if (HeapTypes.isDefined(heap)) {
            return value instanceof FunctionInstance function
                    && engine.types.get(HeapTypes.id(heap)).kind() == TypeKind.FUNC
                    && engine.isFunctionSubtype(function.type, HeapTypes.id(heap));
        }
        return switch (heap) {
            case HeapTypes.FUNC -> value instanceof FunctionInstance;
            case HeapTypes.EXTERN -> !(value instanceof FunctionInstance || value instanceof ExceptionInstance);
            case HeapTypes.EXN -> value instanceof ExceptionInstance;
            default -> false;
        };
    }
}
