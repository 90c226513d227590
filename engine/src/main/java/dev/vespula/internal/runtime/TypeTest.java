package dev.vespula.internal.runtime;

import dev.vespula.I31;
import dev.vespula.internal.objects.ArrayObject;
import dev.vespula.internal.objects.GcObject;
import dev.vespula.internal.objects.ObjectType;
import dev.vespula.internal.objects.StructObject;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeKind;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.internal.types.ValTypes;

/**
 * Tells whether references are of a type. A struct or array type without subtypes is compared with the object's own; of
 * any other the id is looked for at its depth in the object's display.
 */
public final class TypeTest {
    private static final int NEVER = 0;
    private static final int ALWAYS = 1;
    private static final int EXACT = 2;
    private static final int DISPLAY = 3;
    private static final int EQ = 4;
    private static final int INTEGER = 5;
    private static final int STRUCT = 6;
    private static final int ARRAY = 7;
    private static final int FUNCTION = 8;
    private static final int EXACT_FUNCTION = 9;
    private static final int CONTINUATION = 10;

    private final int kind;
    private final boolean nullable;
    private final ObjectType exact;
    private final int depth;
    private final int id;
    private final TypeRegistry types;
    /** The type, kept because its id is. */
    private final TypeDefinition kept;

    /** A test for a reference type, as an int of ValTypes; it is told only references of the type's hierarchy. */
    public TypeTest(EngineState engine, int type) {
        int heap = ValTypes.heap(type);
        types = engine.types;
        kept = types.definition(type);
        nullable = ValTypes.isNullable(type);
        if (HeapTypes.isDefined(heap)) {
            TypeDefinition definition = kept;
            boolean isAlone = HeapTypes.isExact(heap) || definition.isFinal();
            kind = switch (definition.kind()) {
                case FUNC -> isAlone ? EXACT_FUNCTION : FUNCTION;
                case CONT -> CONTINUATION;
                default -> isAlone ? EXACT : DISPLAY;
            };
            exact = definition.kind() == TypeKind.FUNC ? null : engine.objectType(definition.id());
            depth = definition.depth();
            id = definition.id();
        } else {
            kind = kind(heap);
            exact = null;
            depth = 0;
            id = 0;
        }
    }

    private static int kind(int heap) {
        return switch (heap) {
            case HeapTypes.NONE, HeapTypes.NOFUNC, HeapTypes.NOEXTERN, HeapTypes.NOEXN, HeapTypes.NOCONT -> NEVER;
            case HeapTypes.EQ -> EQ;
            case HeapTypes.I31 -> INTEGER;
            case HeapTypes.STRUCT -> STRUCT;
            case HeapTypes.ARRAY -> ARRAY;
            default -> ALWAYS;
        };
    }

    /** Whether a reference is of the type. */
    public boolean test(Object reference) {
        if (reference == null) {
            return nullable;
        }
        switch (kind) {
            case EXACT :
                return reference instanceof GcObject object && object.type == exact;
            case DISPLAY :
                return reference instanceof GcObject object && isBelow(object.type.display);
            case EQ :
                return reference instanceof GcObject || reference instanceof I31;
            case INTEGER :
                return reference instanceof I31;
            case STRUCT :
                return reference instanceof StructObject;
            case ARRAY :
                return reference instanceof ArrayObject;
            case FUNCTION :
                return reference instanceof FunctionInstance function && isBelow(types.get(function.type).display());
            case CONTINUATION :
                return reference instanceof ContinuationInstance continuation && isOver(continuation);
            case EXACT_FUNCTION :
                return reference instanceof FunctionInstance function && function.type == id;
            default :
                return kind == ALWAYS;
        }
    }

    /** A continuation has no type of its own: it takes and gives what it does. Of one that was used nobody gets anything. */
    private boolean isOver(ContinuationInstance continuation) {
        return continuation.state() == ContinuationInstance.State.CONSUMED
                || types.areSubtypes(exact.function.params(), continuation.params())
                        && types.areSubtypes(continuation.results(), exact.function.results());
    }

    private boolean isBelow(int[] display) {
        return depth < display.length && display[depth] == id;
    }
}
