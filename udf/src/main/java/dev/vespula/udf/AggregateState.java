package dev.vespula.udf;

import org.jspecify.annotations.Nullable;

/**
 * What an aggregate function has made of some rows: in the memory of the task's instance, or as bytes. For the {@link AggregateCall} that
 * made it.
 */
public final class AggregateState {
    final AggregateCall call;
    /** The guest's handle, or bytes. */
    @Nullable
    Object held;

    AggregateState(AggregateCall call, Object held) {
        this.call = call;
        this.held = held;
    }
}
