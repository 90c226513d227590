package dev.vespula.udf.internal.plain;

import dev.vespula.udf.FlatType;
import dev.vespula.udf.Signature;
import dev.vespula.udf.internal.task.AggregateBody;
import dev.vespula.udf.internal.task.CallCore;
import dev.vespula.udf.internal.task.RowBuffer;
import java.util.Arrays;
import java.util.List;

/** An aggregate: functions whose names begin with its own; states are i32 that the guest gives. */
final class PlainAggregate implements AggregateBody {
    private final RowBuffer none;
    private final PlainCall init;
    private final PlainCall update;
    private final PlainCall merge;
    private final PlainCall result;
    private final PlainCall save;
    private final PlainCall load;
    private final PlainCall drop;

    PlainAggregate(PlainGuest guest, CallCore call) {
        Signature function = call.function();
        none = new RowBuffer(new Signature(function.name(), function.kind(), List.of(), function.columns()));
        init = new PlainCall(guest, call, "_init", 0, FlatType.INT32);
        update = new PlainCall(guest, call, "_update", 1, null);
        merge = new PlainCall(guest, call, "_merge", 2, null);
        result = new PlainCall(guest, call, "_result", 1, function.result());
        save = new PlainCall(guest, call, "_save", 1, FlatType.BINARY);
        load = new PlainCall(guest, call, "_load", 0, FlatType.INT32);
        boolean hasDrop = guest.instance.export(function.name() + "_drop").isPresent();
        drop = hasDrop ? new PlainCall(guest, call, "_drop", 1, null) : null;
    }

    @Override
    public Object init() {
        init.runBare(none);
        return (int) none.number;
    }

    @Override
    public Object update(Object state, RowBuffer row) {
        update.with(0, (Integer) state).run(row);
        return state;
    }

    @Override
    public Object merge(Object state, Object other) {
        merge.with(0, (Integer) state).with(1, (Integer) other).runBare(none);
        drop(other);
        return state;
    }

    @Override
    public void result(Object state, RowBuffer row) {
        result.with(0, (Integer) state).runBare(row);
    }

    @Override
    public byte[] save(Object state) {
        save.with(0, (Integer) state).runBare(none);
        return Arrays.copyOf(none.resultBytes, none.resultLength);
    }

    @Override
    public Object load(byte[] bytes) {
        load.runOver(bytes, none);
        return (int) none.number;
    }

    @Override
    public void drop(Object state) {
        if (drop != null) {
            drop.with(0, (Integer) state).runBare(none);
        }
    }

    @Override
    public boolean keepsStates() {
        return true;
    }
}
