package dev.vespula.http;

import java.util.concurrent.CompletableFuture;

/**
 * A component that answers requests, behind any server. Made by {@link WasiHttp#handler}. Thread-safe.
 *
 * <p>What goes wrong within the component is a 500 without a word about it for the client, or a broken body if the head was out already; what
 * happened is logged by the {@link System.Logger} {@code dev.vespula.http}, a trap with the functions that were active.
 */
public interface HttpHandler extends AutoCloseable {
    /**
     * Answers a request. Does not wait: the component runs in the executor of the options, and holds no thread while it waits.
     *
     * @return completes, never exceptionally, when the component is done and the body of the answer has been taken or given up.
     *     Cancelling it says that the client has gone: what the component wrote and reads is closed, and it is stopped where it waits.
     */
    CompletableFuture<Void> handle(HttpExchange exchange);

    /** How many requests are being answered. */
    int active();

    /**
     * Answers no more requests: others get a 503.
     *
     * @return completes when those that are being answered are done
     */
    CompletableFuture<Void> drain();

    /** Answers no more, gives those up that are being answered, and ends the instances and the threads that are the handler's own. */
    @Override
    void close();
}
