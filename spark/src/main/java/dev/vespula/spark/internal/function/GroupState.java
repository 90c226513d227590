package dev.vespula.spark.internal.function;

import dev.vespula.udf.AggregateCall;
import dev.vespula.udf.AggregateState;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an aggregate function knows of a group: in a guest, or as bytes. Written, it is bytes, and the guest is done with it. */
public final class GroupState implements Serializable {
    private static final long serialVersionUID = 1;

    private transient @Nullable AggregateCall call;
    private transient @Nullable AggregateState state;
    private transient byte @Nullable [] bytes;

    GroupState(AggregateCall call, AggregateState state) {
        this.call = call;
        this.state = state;
    }

    /** The state in the guest of this call. */
    AggregateState in(AggregateCall wanted) {
        if (state != null && call != wanted) {
            putAway();
        }
        if (state == null) {
            call = wanted;
            state = wanted.load(Objects.requireNonNull(bytes));
            bytes = null;
        }
        return state;
    }

    /** The same; afterwards this object has none, since the other one takes it. */
    AggregateState takeFrom(AggregateCall wanted) {
        AggregateState taken = in(wanted);
        state = null;
        return taken;
    }

    /** Makes bytes of it. */
    void putAway() {
        if (state != null && call != null) {
            bytes = call.save(state);
            call.drop(state);
            state = null;
            call = null;
        }
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        putAway();
        byte[] written = Objects.requireNonNull(bytes);
        out.writeInt(written.length);
        out.write(written);
    }

    private void readObject(ObjectInputStream in) throws IOException {
        int length = in.readInt();
        byte[] read = in.readNBytes(Math.max(0, length));
        if (read.length != length) {
            throw new InvalidObjectException("a state of " + length + " bytes has " + read.length);
        }
        bytes = read;
    }
}
