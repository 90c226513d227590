package dev.vespula.wasi.internal.sockets;

import dev.vespula.component.Result;
import dev.vespula.wasi.internal.io.HostedResource;
import dev.vespula.wasi.internal.io.Pollable;
import dev.vespula.wasi.internal.io.ResourceCount;
import dev.vespula.wasi.internal.io.WatchedSource;
import dev.vespula.wasi.internal.network.LookupThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/** {@code resolve-address-stream} of {@code wasi:sockets/ip-name-lookup}. Thread-safe. */
public final class ResolveAddressStream extends HostedResource {
    private final WatchedSource source = new Readiness();
    private Future<?> lookup;
    /** Null as long as the name is being looked up. */
    private List<InetAddress> addresses;
    /** Why there are none; null if there are. */
    private ErrorCode failure;
    private int next;

    private ResolveAddressStream(ResourceCount count) {
        super(count);
    }

    /** Gives what is known. */
    static ResolveAddressStream of(ResourceCount count, InetAddress address) {
        ResolveAddressStream made = new ResolveAddressStream(count);
        made.addresses = List.of(address);
        return made;
    }

    /** Looks up a name that the policy permits. */
    static ResolveAddressStream lookUp(ResourceCount count, NetworkAccess access, String name) {
        ResolveAddressStream made = new ResolveAddressStream(count);
        try {
            made.start(access, name);
        } catch (RejectedExecutionException e) {
            made.end(List.of(), ErrorCode.TEMPORARY_RESOLVER_FAILURE);
        }
        return made;
    }

    private synchronized void start(NetworkAccess access, String name) {
        lookup = LookupThreads.submit(() -> run(access, name));
    }

    private void run(NetworkAccess access, String name) {
        try {
            List<InetAddress> found = access.lookUp(name);
            end(found, found.isEmpty() ? ErrorCode.ACCESS_DENIED : null);
        } catch (UnknownHostException e) {
            end(List.of(), ErrorCode.NAME_UNRESOLVABLE);
        } catch (IOException e) {
            end(List.of(), ErrorCode.TEMPORARY_RESOLVER_FAILURE);
        } catch (RuntimeException | Error e) {
            // A resolver or a policy of the embedder's. Whoever waits must not wait for ever.
            end(List.of(), ErrorCode.PERMANENT_RESOLVER_FAILURE);
            throw e;
        }
    }

    private void end(List<InetAddress> found, ErrorCode why) {
        synchronized (this) {
            addresses = found;
            failure = why;
        }
        source.tell();
    }

    /** {@code resolve-next-address}. */
    public synchronized Result<Optional<IpAddress>, ErrorCode> resolveNextAddress() {
        if (addresses == null) {
            return ErrorCode.WOULD_BLOCK.err();
        }
        if (failure != null) {
            return failure.err();
        }
        return Result.ok(next == addresses.size() ? Optional.empty() : Optional.of(IpAddress.of(addresses.get(next++))));
    }

    /** {@code subscribe}. */
    public Pollable subscribe() {
        return new Pollable(count(), source);
    }

    private final class Readiness extends WatchedSource {
        @Override
        public boolean isReady() {
            synchronized (ResolveAddressStream.this) {
                return addresses != null;
            }
        }

    }

    @Override
    protected synchronized void release() {
        if (lookup != null) {
            lookup.cancel(false);
        }
    }
}
