package dev.vespula.component.internal.abi;

import dev.vespula.component.internal.runtime.BorderTraps;
import dev.vespula.component.types.ValueType;

/** Streams, futures and error contexts: they are valid, and cannot be passed as long as calls are synchronous. */
final class UnsupportedPlan extends ValuePlan {
    private final ValueType type;

    UnsupportedPlan(Place place, ValueType type) {
        super(place);
        this.type = type;
    }

    private RuntimeException unsupported() {
        return BorderTraps.invalid("values of type " + type + " are asynchronous, which is not supported");
    }

    @Override
    void check(Object value, ValuePath path) {
        throw path.wrong("values of type " + type + " are asynchronous, which is not supported");
    }

    @Override
    Object lift(Lifting from, FlatValues values) {
        throw unsupported();
    }

    @Override
    Object load(Lifting from, long address) {
        throw unsupported();
    }

    @Override
    void lower(Lowering to, Object value, FlatValues values) {
        throw unsupported();
    }

    @Override
    void store(Lowering to, Object value, long address) {
        throw unsupported();
    }
}
