package dev.vespula.flink;

import dev.vespula.udf.AggregateState;
import org.jspecify.annotations.Nullable;

/**
 * The state of an aggregate while Flink has it as an object: in the memory of the guest, as bytes, or both. The bytes are made when Flink
 * asks for them.
 */
public final class WasmAccumulator {
    private byte @Nullable [] state;
    private @Nullable AggregateState open;
    private @Nullable WasmAggregateFunction keeper;

    /** For Flink. */
    public WasmAccumulator() {}

    /** The bytes; null if there were no rows. */
    public byte @Nullable [] getState() {
        if (keeper != null) {
            keeper.shelve(this);
        }
        return state;
    }

    /** For Flink. */
    public void setState(byte @Nullable [] bytes) {
        state = bytes;
    }

    /** The state in the guest's memory, if it is there. */
    @Nullable
    AggregateState open() {
        return open;
    }

    /** The state is in the guest's memory from now on. */
    void opened(AggregateState inGuest, WasmAggregateFunction function) {
        open = inGuest;
        keeper = function;
    }

    /** It is bytes from now on. */
    void shelved(byte[] bytes) {
        state = bytes;
        open = null;
        keeper = null;
    }

    /** It is nowhere. */
    void cleared() {
        state = null;
        open = null;
        keeper = null;
    }

    byte @Nullable [] bytes() {
        return state;
    }
}
