package dev.vespula.internal.snapshot;

import dev.vespula.ReferenceCodec;
import dev.vespula.SnapshotException;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.StoreState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Objects of the host as bytes, by a codec of the user. Functions have the form that references have inside the engine. */
public record HostObjects(ReferenceCodec codec, StoreState store) {
    /** The bytes of an object, or of a host function. */
    byte[] encode(Object object) {
        Object seen = object instanceof FunctionInstance ? store.engine.references.lift(object) : object;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            codec.write(seen, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new SnapshotException(SnapshotException.Reason.UNSUPPORTED_STATE, "an object of "
                    + seen.getClass() + " cannot be written: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    /** The object of some bytes. */
    Object decode(byte[] data) {
        try {
            Object object = codec.read(new DataInputStream(new ByteArrayInputStream(data)));
            return store.engine.api.raw(object) instanceof FunctionInstance function && function.store == store
                    ? function : object;
        } catch (IOException e) {
            throw new SnapshotException(SnapshotException.Reason.UNSUPPORTED_STATE,
                    "an object of the host cannot be read: " + e.getMessage(), e);
        }
    }
}
