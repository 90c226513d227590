package dev.vespula.udf.internal.plain;

import dev.vespula.Instance;
import dev.vespula.udf.Field;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.Signature;
import dev.vespula.udf.internal.memory.ArgumentRoom;
import dev.vespula.udf.internal.memory.GuestAllocation;
import dev.vespula.udf.internal.memory.GuestMemory;
import dev.vespula.udf.internal.task.AggregateBody;
import dev.vespula.udf.internal.task.CallCore;
import dev.vespula.udf.internal.task.Guest;
import dev.vespula.udf.internal.task.ScalarBody;
import dev.vespula.udf.internal.task.TableBody;

/** An instance of a core module. */
final class PlainGuest implements Guest {
    final Instance instance;
    /** Null if it has none. */
    final GuestMemory memory;
    final ArgumentRoom room;

    PlainGuest(Instance instance) {
        this.instance = instance;
        this.memory = GuestMemory.of(instance);
        this.room = memory == null ? null : new ArgumentRoom(new GuestAllocation(instance, memory));
    }

    @Override
    public ScalarBody scalar(CallCore call) {
        Signature function = call.function();
        boolean isOfNumbers = !PlainShape.isBytes(function.result());
        for (Field param : function.params()) {
            isOfNumbers &= !PlainShape.isBytes(param.type());
        }
        if (isOfNumbers) {
            return new NumberBody(function, instance.func(function.name()));
        }
        return new BytesBody(new PlainCall(this, call, "", 0, function.result()));
    }

    @Override
    public TableBody table(CallCore call) {
        return new PlainTable(new PlainCall(this, call, "", 0, FlatType.BINARY), call);
    }

    @Override
    public AggregateBody aggregate(CallCore call) {
        return new PlainAggregate(this, call);
    }
}
