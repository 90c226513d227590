package dev.vespula.http;

import com.sun.net.httpserver.HttpsExchange;
import dev.vespula.http.internal.adapt.ClientPresence;
import dev.vespula.http.internal.adapt.IdlingThreads;
import dev.vespula.http.internal.adapt.InputPublisher;
import dev.vespula.http.internal.adapt.SerialWork;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/**
 * A handler behind the JDK's {@link com.sun.net.httpserver.HttpServer}.
 *
 * <p>It returns at once, whatever executor the server has. Reading and writing block in this server, so that they are done by other threads, one
 * for each as long as it lasts; a component that waits holds none. The server has no trailers and no interim answers, and does not notice that
 * a client has gone before something is written to it.
 *
 * @see WasiHttp
 */
public final class JdkHttpHandler implements com.sun.net.httpserver.HttpHandler {
    private final HttpHandler handler;
    private final Executor executor;

    /** A handler that reads and writes with daemon threads of its own, as many as it needs. */
    public JdkHttpHandler(HttpHandler handler) {
        this(handler, IdlingThreads.asNeeded("vespula-http-io"));
    }

    /**
     * A handler that reads and writes with the threads of an executor.
     *
     * @param executor has more threads than requests are read and written at a time; others wait
     */
    public JdkHttpHandler(HttpHandler handler, Executor executor) {
        this.handler = handler;
        this.executor = executor;
    }

    @Override
    public void handle(com.sun.net.httpserver.HttpExchange exchange) {
        Exchange made = new Exchange(exchange, executor);
        made.begun(handler.handle(made));
    }

    /** One request. */
    private static final class Exchange implements HttpExchange, Flow.Subscriber<ByteBuffer> {
        private static final int CHUNKED = 0;
        private static final int NO_BODY = -1;

        private final com.sun.net.httpserver.HttpExchange exchange;
        private final List<HttpField> fields = new ArrayList<>();
        private final SerialWork reading;
        private final SerialWork writing;
        private OutputStream output;
        private Flow.Subscription subscription;
        private final ClientPresence client = new ClientPresence();

        Exchange(com.sun.net.httpserver.HttpExchange exchange, Executor executor) {
            this.exchange = exchange;
            this.reading = new SerialWork(executor);
            this.writing = new SerialWork(executor);
            exchange.getRequestHeaders().forEach((name, values) -> values.forEach(value -> fields.add(new HttpField(name,
                    value == null
                            ? "" : value))));
        }

        /** Somebody answers it. */
        void begun(CompletableFuture<Void> given) {
            client.begun(given);
        }

        @Override
        public String method() {
            return exchange.getRequestMethod();
        }

        @Override
        public String scheme() {
            return exchange instanceof HttpsExchange ? "https" : "http";
        }

        @Override
        public String authority() {
            String inLine = exchange.getRequestURI().getRawAuthority();
            String inFields = exchange.getRequestHeaders().getFirst("Host");
            return inLine != null ? inLine : inFields != null ? inFields : "";
        }

        @Override
        public String pathWithQuery() {
            URI uri = exchange.getRequestURI();
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        }

        @Override
        public List<HttpField> fields() {
            return fields;
        }

        @Override
        public Flow.Publisher<ByteBuffer> body() {
            return new InputPublisher(exchange.getRequestBody(), reading);
        }

        @Override
        public void respond(HttpResponse response) {
            writing.execute(() -> {
                try {
                    boolean isFixed = response.contentLength().isPresent();
                    long length = response.contentLength().orElse(CHUNKED);
                    for (HttpField field : response.fields()) {
                        if (!field.name().equalsIgnoreCase("content-length") || method().equals("HEAD")) {
                            exchange.getResponseHeaders().add(field.name(), field.value());
                        }
                    }
                    exchange.sendResponseHeaders(response.status(), isFixed && length == 0 ? NO_BODY : length);
                    output = exchange.getResponseBody();
                    response.body().subscribe(this);
                } catch (IOException e) {
                    lost();
                }
            });
        }

        @Override
        public void onSubscribe(Flow.Subscription made) {
            subscription = made;
            made.request(1);
        }

        @Override
        public void onNext(ByteBuffer item) {
            writing.execute(() -> {
                try {
                    output.write(item.array(), item.arrayOffset() + item.position(), item.remaining());
                    output.flush();
                    subscription.request(1);
                } catch (IOException e) {
                    subscription.cancel();
                    lost();
                }
            });
        }

        @Override
        public void onError(Throwable thrown) {
            writing.execute(this::breakOff);
        }

        /**
         * Closes the connection. The server would end a chunked body in good order whenever it is closed, and the client take it for
         * the whole; but a thread that is interrupted and writes to a channel closes it.
         */
        private void breakOff() {
            Thread.currentThread().interrupt();
            try {
                output.write(0);
                output.flush();
            } catch (IOException e) {
                // That is what it was for.
            }
            Thread.interrupted();
            exchange.close();
        }

        @Override
        public void onComplete() {
            writing.execute(exchange::close);
        }

        /** The connection is broken. */
        private void lost() {
            exchange.close();
            client.gone();
        }
    }
}
