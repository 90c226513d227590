package dev.vespula.wasi.internal.sockets;

import dev.vespula.wasi.internal.io.HostedResource;
import dev.vespula.wasi.internal.io.ResourceCount;

/** {@code network} of {@code wasi:sockets/network}: what may be done with it is the policy of the process. */
public final class Network extends HostedResource {
    /** The network of a process. */
    public Network(ResourceCount count) {
        super(count);
    }
}
