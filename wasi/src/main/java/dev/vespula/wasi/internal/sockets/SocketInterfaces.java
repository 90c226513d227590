package dev.vespula.wasi.internal.sockets;

import dev.vespula.component.ComponentLinker;
import dev.vespula.component.HostResource;
import dev.vespula.component.LinkerInstance;
import dev.vespula.component.PerInstance;
import dev.vespula.component.Result;
import dev.vespula.wasi.internal.io.IoError;
import dev.vespula.wasi.internal.io.ResourceCount;
import dev.vespula.wasi.internal.network.HostNames;
import java.lang.invoke.MethodHandles;
import java.net.InetAddress;
import java.util.Optional;

/** The functions of {@code wasi:sockets} that are not those of a resource, and where all are defined. */
public final class SocketInterfaces {
    private static final HostResource NETWORK = HostResource.of("network", Network.class, Network::close);
    private static final HostResource TCP = HostResource.of("tcp-socket", TcpSocket.class, TcpSocket::close);
    private static final HostResource UDP = HostResource.of("udp-socket", UdpSocket.class, UdpSocket::close);
    private static final HostResource INCOMING = HostResource.of("incoming-datagram-stream", IncomingDatagramStream.class,
            IncomingDatagramStream::close);
    private static final HostResource OUTGOING = HostResource.of("outgoing-datagram-stream", OutgoingDatagramStream.class,
            OutgoingDatagramStream::close);
    private static final HostResource ADDRESSES = HostResource.of("resolve-address-stream", ResolveAddressStream.class,
            ResolveAddressStream::close);

    private final ResourceCount count;
    private final NetworkAccess access;

    /** The functions of a process. */
    public SocketInterfaces(ResourceCount count, NetworkAccess access) {
        this.count = count;
        this.access = access;
    }

    /** Defines all interfaces in a version. */
    public static <T> void define(ComponentLinker<T> linker, String version, PerInstance<T, SocketInterfaces> functions) {
        define(linker, "network", version, functions).resource("network", NETWORK);
        define(linker, "instance-network", version, functions);
        define(linker, "tcp-create-socket", version, functions);
        define(linker, "tcp", version, functions).resource("tcp-socket", TCP);
        define(linker, "udp-create-socket", version, functions);
        define(linker, "udp", version, functions).resource("udp-socket", UDP).resource("incoming-datagram-stream", INCOMING)
                .resource("outgoing-datagram-stream", OUTGOING);
        define(linker, "ip-name-lookup", version, functions).resource("resolve-address-stream", ADDRESSES);
    }

    private static <T> LinkerInstance<T> define(ComponentLinker<T> linker, String name, String version,
            PerInstance<T, SocketInterfaces> functions) {
        return linker.instance("wasi:sockets/" + name + "@" + version).define(MethodHandles.lookup(), SocketInterfaces.class,
                functions);
    }

    /** {@code instance-network} of the interface of that name. */
    public Network instanceNetwork() {
        return new Network(count);
    }

    /** {@code network-error-code}: why a stream of a connection has failed. */
    public Optional<ErrorCode> networkErrorCode(IoError error) {
        return error.cause() instanceof SocketFailure failure ? Optional.of(failure.code()) : Optional.empty();
    }

    /** {@code create-tcp-socket}. */
    public Result<TcpSocket, ErrorCode> createTcpSocket(IpAddressFamily family) {
        return TcpSocket.create(count, access, family);
    }

    /** {@code create-udp-socket}. */
    public Result<UdpSocket, ErrorCode> createUdpSocket(IpAddressFamily family) {
        return UdpSocket.create(count, access, family);
    }

    /** {@code resolve-addresses}: an address is its own. */
    public Result<ResolveAddressStream, ErrorCode> resolveAddresses(Network network, String name) {
        InetAddress literal = HostNames.literal(name);
        if (literal != null) {
            return Result.ok(ResolveAddressStream.of(count, literal));
        }
        String normal;
        try {
            normal = HostNames.normal(name);
        } catch (IllegalArgumentException e) {
            return ErrorCode.INVALID_ARGUMENT.err();
        }
        return access.permitsLookup(normal) ? Result.ok(ResolveAddressStream.lookUp(count, access, normal))
                : ErrorCode.ACCESS_DENIED.err();
    }
}
