package dev.vespula.http.internal.client;

import dev.vespula.http.HttpOptions;
import dev.vespula.http.internal.message.ErrorCode;
import dev.vespula.http.internal.message.HttpFailure;
import dev.vespula.wasi.HostResolver;
import dev.vespula.wasi.NetworkDeniedException;
import dev.vespula.wasi.NetworkPolicy;
import dev.vespula.wasi.NetworkRequest;
import dev.vespula.wasi.NetworkUse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where requests may go.
 *
 * @param policy asked for the name and for each address
 * @param resolver looks names up
 */
public record Destinations(NetworkPolicy policy, HostResolver resolver) {
    /** What the options say. */
    public static Destinations of(HttpOptions options) {
        return new Destinations(options.network(), options.resolver());
    }

    /** Refuses a name or a number that the policy does not permit at all; nothing is looked up. */
    void checkName(Target target) throws HttpFailure {
        NetworkRequest request;
        try {
            request = NetworkRequest.of(NetworkUse.TCP_CONNECT, target.host(), target.port());
        } catch (IllegalArgumentException e) {
            throw new HttpFailure(new ErrorCode.HttpRequestUriInvalid(), "not a host", e);
        }
        if (!policy.permits(request)) {
            throw denied(request, null);
        }
    }

    /**
     * The addresses of a host to which a request may be sent.
     *
     * @throws HttpFailure if there is none. With TLS also if one of them is not permitted: it is the client that chooses there.
     */
    List<InetAddress> addresses(Target target) throws HttpFailure {
        List<InetAddress> all = new ArrayList<>();
        try {
            List<InetAddress> permitted = policy.connectable(target.host(), target.port(), name -> {
                List<InetAddress> found = resolver.resolve(name);
                all.addAll(found);
                return found;
            });
            if (target.isSecure() && permitted.size() < all.size()) {
                throw denied(NetworkRequest.of(NetworkUse.TCP_CONNECT, all.get(0), target.port()), null);
            }
            return permitted;
        } catch (NetworkDeniedException e) {
            throw denied(e.request(), e);
        } catch (UnknownHostException e) {
            throw new HttpFailure(Failures.code(e), "no such host", e);
        } catch (IllegalArgumentException e) {
            throw new HttpFailure(new ErrorCode.HttpRequestUriInvalid(), "not a host", e);
        }
    }

    private static HttpFailure denied(NetworkRequest request, NetworkDeniedException cause) {
        boolean isName = request == null || request.address() == null;
        return new HttpFailure(isName ? new ErrorCode.HttpRequestDenied() : new ErrorCode.DestinationIpProhibited(),
                "the network policy does not permit it", cause);
    }
}
