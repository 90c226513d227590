package dev.vespula.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;

/**
 * A request that a server has received, and how it is answered: what a server implements to have components behind it. The methods are
 * called by one thread at a time, whatever thread; none may wait for the network.
 */
public interface HttpExchange {
    /** The method: {@code GET}, for instance. */
    String method();

    /** {@code http} or {@code https}. */
    String scheme();

    /** Host and perhaps port, as the client has them; empty if it has not said. */
    String authority();

    /** Path and query as they were sent. */
    String pathWithQuery();

    /**
     * The fields as they came. Those that concern the connection, and {@code host}, are not shown to the component; a
     * contradiction about where the body ends is refused.
     */
    List<HttpField> fields();

    /**
     * The body. It is subscribed to at most once: when the component begins to read. If it is not read to its end, the subscription
     * is cancelled, or there is none; the server then does what it likes with the rest. It may end at once.
     */
    Flow.Publisher<ByteBuffer> body();

    /** The fields behind the body; asked for when the body has ended. */
    default List<HttpField> trailers() {
        return List.of();
    }

    /** Sends a head with a status from 100 to 199 before the answer, if the server can; nothing otherwise. */
    default void inform(int status, List<HttpField> fields) {
        // Clients must do without them.
    }

    /** Answers: sends the head, and subscribes to the body. Called exactly once, unless {@link HttpHandler#handle} was given up. */
    void respond(HttpResponse response);
}
