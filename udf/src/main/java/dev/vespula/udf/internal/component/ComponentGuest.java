package dev.vespula.udf.internal.component;

import dev.vespula.component.ComponentInstance;
import dev.vespula.udf.internal.component.ComponentModule.Exported;
import dev.vespula.udf.internal.task.AggregateBody;
import dev.vespula.udf.internal.task.CallCore;
import dev.vespula.udf.internal.task.Guest;
import dev.vespula.udf.internal.task.RowBuffer;
import dev.vespula.udf.internal.task.ScalarBody;
import dev.vespula.udf.internal.task.TableBody;
import java.util.List;
import java.util.Map;

/** An instance of a component. */
record ComponentGuest(ComponentInstance instance, Map<String, Exported> exported) implements Guest {
    @Override
    public ScalarBody scalar(CallCore call) {
        ComponentCall function = call(call, call.function().name());
        return row -> ComponentCall.put(function.call(row), row, call.function().result(), call.task().limits());
    }

    private ComponentCall call(CallCore call, String name) {
        Exported function = exported.get(name);
        return new ComponentCall(function.of(instance), function.mapping(), call);
    }

    @Override
    public TableBody table(CallCore call) {
        ComponentCall function = call(call, call.function().name());
        return new ComponentTable(function, call);
    }

    @Override
    public AggregateBody aggregate(CallCore call) {
        String name = call.function().name();
        return new Aggregate(call, call(call, name + "-init"), call(call, name + "-update"), call(call, name + "-merge"), call(
                call, name
                        + "-result"));
    }

    private record Aggregate(CallCore call, ComponentCall toInit, ComponentCall toUpdate, ComponentCall toMerge,
            ComponentCall toResult)
            implements
                AggregateBody {
        @Override
        public Object init() {
            return toInit.call(List.of());
        }

        @Override
        public Object update(Object state, RowBuffer row) {
            return toUpdate.call(state, row);
        }

        @Override
        public Object merge(Object state, Object other) {
            return toMerge.call(List.of(state, other));
        }

        @Override
        public void result(Object state, RowBuffer row) {
            ComponentCall.put(toResult.call(List.of(state)), row, call.function().result(), call.task().limits());
        }

        @Override
        public byte[] save(Object state) {
            return ((byte[]) state).clone();
        }

        @Override
        public Object load(byte[] bytes) {
            return bytes.clone();
        }

        @Override
        public void drop(Object state) {
            // States are the host's.
        }

        @Override
        public boolean keepsStates() {
            return false;
        }
    }
}
