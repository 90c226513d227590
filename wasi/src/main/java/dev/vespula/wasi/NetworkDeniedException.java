package dev.vespula.wasi;

import java.io.IOException;

/** A {@link NetworkPolicy} does not permit something. */
public class NetworkDeniedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient NetworkRequest request;

    /** What was not permitted. */
    public NetworkDeniedException(NetworkRequest request) {
        super("the network policy does not permit " + request);
        this.request = request;
    }

    /** What was asked; it has an address if it was the address that was refused, and not the name. Null after serialization. */
    public NetworkRequest request() {
        return request;
    }
}
