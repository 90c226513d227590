package dev.vespula;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Writes and reads the host's objects in a {@link Snapshot}: what externrefs hold, payloads of suspensions, and host
 * functions that were made into references without being imported (as {@link Func}). An object that is referred to from
 * several places is written once. Null never comes here.
 */
public interface ReferenceCodec {
    /** Refuses every object. */
    ReferenceCodec NONE = new ReferenceCodec() {
        @Override
        public void write(Object object, DataOutput out) throws IOException {
            throw new IOException("no codec for objects of the host was given");
        }

        @Override
        public Object read(DataInput in) throws IOException {
            throw new IOException("no codec for objects of the host was given");
        }
    };

    /** Strings and boxed numbers; refuses everything else. */
    ReferenceCodec VALUES = new ValueCodec();

    /**
     * Writes an object.
     *
     * @throws IOException if it cannot be written; the snapshot is not made then
     */
    void write(Object object, DataOutput out) throws IOException;

    /**
     * Reads an object back; {@code in} ends where its bytes end.
     *
     * @throws IOException if the bytes are not what {@link #write} makes; the snapshot is not restored then
     */
    Object read(DataInput in) throws IOException;
}
