package dev.vespula.wasi.internal.sockets;

import dev.vespula.component.Result;
import dev.vespula.wasi.internal.io.HostedResource;
import dev.vespula.wasi.internal.io.ResourceCount;
import java.nio.channels.NetworkChannel;

/** What sockets of TCP and UDP have in common. */
public abstract class IpSocket extends HostedResource implements NetworkAccess.OpenSocket {
    final NetworkAccess access;
    final IpAddressFamily family;
    final SocketOptions options;

    IpSocket(ResourceCount count, NetworkAccess access, IpAddressFamily family, NetworkChannel channel) {
        super(count);
        this.access = access;
        this.family = family;
        this.options = new SocketOptions(channel);
    }

    /** {@code address-family}. */
    public IpAddressFamily addressFamily() {
        return family;
    }

    /** {@code receive-buffer-size}. */
    public synchronized Result<Long, ErrorCode> receiveBufferSize() {
        return options.receiveBuffer();
    }

    /** {@code set-receive-buffer-size}. */
    public synchronized Result<Void, ErrorCode> setReceiveBufferSize(long value) {
        return options.setReceiveBuffer(value);
    }

    /** {@code send-buffer-size}. */
    public synchronized Result<Long, ErrorCode> sendBufferSize() {
        return options.sendBuffer();
    }

    /** {@code set-send-buffer-size}. */
    public synchronized Result<Void, ErrorCode> setSendBufferSize(long value) {
        return options.setSendBuffer(value);
    }
}
