package dev.vespula.flink.internal.guest;

import dev.vespula.flink.GuestErrorKind;
import dev.vespula.flink.GuestException;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Stands in every checkpoint beside the guests, and says whose they are. */
public final class GuestStateSerializerSnapshot implements TypeSerializerSnapshot<GuestState> {
    private static final int VERSION = 1;

    private GuestIdentity identity = new GuestIdentity("", "");

    /** For Flink, which reads it afterwards. */
    public GuestStateSerializerSnapshot() {}

    GuestStateSerializerSnapshot(GuestIdentity identity) {
        this.identity = identity;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(identity.digest());
        out.writeUTF(identity.settings());
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
        if (version != VERSION) {
            throw new IOException("guests written in version " + version + "; this one reads version " + VERSION);
        }
        identity = new GuestIdentity(in.readUTF(), in.readUTF());
    }

    @Override
    public TypeSerializer<GuestState> restoreSerializer() {
        return new GuestStateSerializer(identity);
    }

    /** What Flink would say of incompatible serializers does not tell what to do about it. */
    @Override
    public TypeSerializerSchemaCompatibility<GuestState> resolveSchemaCompatibility(TypeSerializerSnapshot<GuestState> old) {
        if (!(old instanceof GuestStateSerializerSnapshot written)) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        if (!written.identity.digest().equals(identity.digest())) {
            throw new GuestException(GuestErrorKind.OTHER_MODULE, "the state has guests of the module with the SHA-256 digest "
                    + written.identity.digest() + ", the job one with " + identity.digest()
                    + ": give the module that the job had when the state was written, or give the operator another uid and begin anew");
        }
        if (!written.identity.settings().equals(identity.settings())) {
            throw new GuestException(GuestErrorKind.OTHER_MODULE, "the state was written by an engine with the settings "
                    + written.identity.settings() + ", the job has " + identity.settings());
        }
        return TypeSerializerSchemaCompatibility.compatibleAsIs();
    }
}
