package dev.vespula.component;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Writes and reads resources of the host in a {@link ComponentSnapshot}.
 *
 * @param <R> class of the resources
 * @see HostResource
 */
public interface ResourceCodec<R> {
    /**
     * Writes a resource.
     *
     * @throws IOException if it cannot be written; the snapshot is not made then
     */
    void write(R resource, DataOutput out) throws IOException;

    /**
     * Reads a resource back; {@code in} ends where its bytes end.
     *
     * @throws IOException if the bytes are not what {@link #write} makes; the snapshot is not restored then
     */
    R read(DataInput in) throws IOException;
}
