package dev.vespula;

import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.snapshot.HostObjects;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Objects of the host through a codec. */
record CodecObjects(ReferenceCodec codec, StoreState store) implements HostObjects {
    @Override
    public byte[] encode(Object object) {
        Object seen = object instanceof FunctionInstance function ? Func.of(function) : object;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            codec.write(seen, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new SnapshotException(SnapshotException.Reason.UNSUPPORTED_STATE, "an object of "
                    + seen.getClass() + " cannot be written: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    @Override
    public Object decode(byte[] data) {
        try {
            Object object = codec.read(new DataInputStream(new ByteArrayInputStream(data)));
            return object instanceof Func function && function.instance().store == store ? function.instance() : object;
        } catch (IOException e) {
            throw new SnapshotException(SnapshotException.Reason.UNSUPPORTED_STATE,
                    "an object of the host cannot be read: " + e.getMessage(), e);
        }
    }
}
