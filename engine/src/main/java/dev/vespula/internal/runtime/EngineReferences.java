package dev.vespula.internal.runtime;

import dev.vespula.internal.limits.Account;
import dev.vespula.internal.objects.GcObject;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.internal.values.JavaReferences;
import dev.vespula.internal.values.JavaValues;

/** The references of an engine. */
final class EngineReferences extends JavaReferences {
    private final EngineState engine;

    EngineReferences(EngineState engine) {
        this.engine = engine;
    }

    @Override
    public Object plain(int type, Object value) {
        return engine.api.plain(value, ValTypes.unpacked(type), engine);
    }

    @Override
    public Object lift(Object raw) {
        return engine.api.of(raw);
    }

    @Override
    public Object lower(int type, Object value, Account store) {
        if (value == null) {
            if (!ValTypes.isNullable(type)) {
                throw new IllegalArgumentException("null where " + engine.publicTypes.valType(type) + " is needed");
            }
            return null;
        }
        int heap = ValTypes.heap(type);
        int top = engine.types.top(heap);
        if (top == HeapTypes.FUNC) {
            return lowerFunction(heap, value, store);
        }
        if (value instanceof GcObject object && object.type.types != engine.publicTypes) {
            throw new IllegalArgumentException("the object belongs to another engine: " + JavaValues.describe(value));
        }
        if (heap == HeapTypes.EXTERN) {
            return value;
        }
        if (heap == HeapTypes.EXN && engine.api.raw(value) instanceof ExceptionInstance exception) {
            checkStore(exception.tag.store, "exception", store);
            return exception;
        }
        if (top == HeapTypes.CONT && engine.api.raw(value) instanceof ContinuationInstance continuation
                && new TypeTest(engine, type).test(continuation)) {
            checkStore(continuation.store, "continuation", store);
            return continuation;
        }
        if (top == HeapTypes.CONT || top == HeapTypes.EXN || !new TypeTest(engine, type).test(value)) {
            throw new IllegalArgumentException(
                    "expected " + engine.publicTypes.refType(type) + ", not " + JavaValues.describe(value));
        }
        return value;
    }

    private FunctionInstance lowerFunction(int heap, Object value, Account store) {
        if (!(engine.api.raw(value) instanceof FunctionInstance function)) {
            throw new IllegalArgumentException("expected a Func, not " + JavaValues.describe(value));
        }
        checkStore(function.store, "function", store);
        if (!engine.types.isHeapSubtype(HeapTypes.exact(HeapTypes.ofId(function.type)), heap)) {
            throw new IllegalArgumentException("the function of type " + ExternTypes.of(function) + " is not a "
                    + engine.publicTypes.heapType(heap));
        }
        return function;
    }

    private void checkStore(StoreState owner, String what, Account store) {
        if (store == null ? owner.engine != engine : owner != store) {
            throw new IllegalArgumentException("the " + what + " belongs to another store");
        }
    }
}
