package dev.vespula.flink.internal.guest;

import dev.vespula.WasmException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes guests: a byte for the form, the fuel used, the length of the snapshot, and the snapshot. Reading keeps the bytes; they become a
 * guest at its next event.
 */
public final class GuestStateSerializer extends TypeSerializer<GuestState> {
    private static final long serialVersionUID = 1;
    private static final int FORM = 1;
    /** What is announced is believed in steps of so much. */
    private static final int STEP = 1 << 16;

    private final GuestIdentity identity;

    public GuestStateSerializer(GuestIdentity identity) {
        this.identity = Objects.requireNonNull(identity, "identity");
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    /** It has nothing that changes. */
    @Override
    public TypeSerializer<GuestState> duplicate() {
        return this;
    }

    @Override
    public GuestState createInstance() {
        return GuestState.unborn();
    }

    @Override
    public GuestState copy(GuestState from) {
        return from.copy();
    }

    @Override
    public GuestState copy(GuestState from, GuestState reuse) {
        return from.copy();
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(GuestState guest, DataOutputView target) throws IOException {
        byte[] bytes;
        try {
            bytes = guest.written();
        } catch (WasmException e) {
            throw new IOException("a guest cannot be written: " + e.getMessage(), e);
        }
        target.writeByte(FORM);
        target.writeLong(guest.fuelUsed());
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    @Override
    public GuestState deserialize(DataInputView source) throws IOException {
        checkForm(source.readByte());
        long fuelUsed = source.readLong();
        int length = source.readInt();
        if (fuelUsed < 0) {
            throw new IOException("not a guest: " + fuelUsed + " units of fuel");
        }
        return GuestState.frozen(read(source, length), fuelUsed);
    }

    @Override
    public GuestState deserialize(GuestState reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    private static void checkForm(int form) throws IOException {
        if (form != FORM) {
            throw new IOException("a guest written in form " + form + "; this version reads form " + FORM);
        }
    }

    private static byte[] read(DataInputView source, int length) throws IOException {
        if (length < 0) {
            throw new IOException("not a guest: " + length + " bytes");
        }
        byte[] bytes = new byte[Math.min(length, STEP)];
        source.readFully(bytes);
        while (bytes.length < length) {
            int done = bytes.length;
            bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * done));
            source.readFully(bytes, done, bytes.length - done);
        }
        return bytes;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int form = source.readByte();
        checkForm(form);
        target.writeByte(form);
        target.writeLong(source.readLong());
        byte[] bytes = read(source, source.readInt());
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GuestStateSerializer same && same.identity.equals(identity);
    }

    @Override
    public int hashCode() {
        return identity.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<GuestState> snapshotConfiguration() {
        return new GuestStateSerializerSnapshot(identity);
    }
}
