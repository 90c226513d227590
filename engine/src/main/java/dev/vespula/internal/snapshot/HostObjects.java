package dev.vespula.internal.snapshot;

import dev.vespula.SnapshotException;

/** Turns objects of the host into bytes and back. */
public interface HostObjects {
    /**
     * The bytes of an object, or of a host function in the form that references have inside the engine.
     *
     * @throws SnapshotException if there are none
     */
    byte[] encode(Object object);

    /**
     * The object of some bytes; a function in the form that references have inside the engine.
     *
     * @throws SnapshotException if they cannot be read
     */
    Object decode(byte[] data);
}
