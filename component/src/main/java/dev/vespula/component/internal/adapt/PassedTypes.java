package dev.vespula.component.internal.adapt;

import dev.vespula.component.internal.abi.Despecialised;
import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.FutureType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.StreamType;
import dev.vespula.component.types.ValueType;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/** All types of values that calls of a function pass, each once. */
final class PassedTypes {
    private final Set<ValueType> types = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<ValueType> open = new ArrayDeque<>();

    private PassedTypes() {}

    static PassedTypes of(FunctionType function) {
        PassedTypes passed = new PassedTypes();
        function.params().forEach(param -> passed.add(param.type()));
        function.result().ifPresent(passed::add);
        while (!passed.open.isEmpty()) {
            passed.addWithin(passed.open.pop());
        }
        return passed;
    }

    private void add(ValueType type) {
        if (types.add(type)) {
            open.push(type);
        }
    }

    private void addWithin(ValueType type) {
        if (type instanceof ListType list) {
            add(list.element());
        } else if (type instanceof FixedListType list) {
            add(list.element());
        } else if (type instanceof MapType map) {
            add(map.key());
            add(map.value());
        } else {
            Despecialised.members(type).ifPresent(members -> members.forEach(this::add));
            Despecialised.payloads(type).ifPresent(payloads -> payloads.forEach(payload -> payload.ifPresent(this::add)));
        }
    }

    /** Whether there are such that only asynchronous calls can pass. */
    boolean areAsynchronous() {
        return types.stream().anyMatch(type -> type instanceof StreamType || type instanceof FutureType
                || type == Primitive.ERROR_CONTEXT);
    }

    /** Whether there are such that lie in memory in any case. */
    boolean needMemory() {
        return types.stream().anyMatch(type -> type instanceof ListType || type instanceof MapType
                || type == Primitive.STRING);
    }
}
