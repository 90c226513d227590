package dev.vespula.cli.serve;

import dev.vespula.http.HttpExchange;
import dev.vespula.http.HttpField;
import dev.vespula.http.HttpHandler;
import dev.vespula.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A request that Jetty has received. */
final class ServedExchange implements HttpExchange {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final List<HttpField> fields;
    /** Completes when the last interim answer has been written: Jetty writes one thing at a time. */
    private CompletableFuture<Void> informed = CompletableFuture.completedFuture(null);
    /** Completes when the answer has been written; null if there is none yet. */
    private CompletableFuture<Void> answered;

    ServedExchange(Request request, Response response, Callback callback) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.fields = listOf(request.getHeaders());
    }

    /** Has it answered. Jetty gets it back when the component is done, too: until then it may read the body. */
    void handleBy(HttpHandler handler) {
        // Whoever is slow has the time that a component has, and not less because nothing happens on the connection meanwhile.
        request.addIdleTimeoutListener(timeout -> false);
        CompletableFuture<Void> run = handler.handle(this);
        request.addFailureListener(thrown -> run.cancel(false));
        run.whenComplete((nothing, thrown) -> end());
    }

    private void end() {
        CompletableFuture<Void> answer;
        synchronized (this) {
            answer = answered;
        }
        if (answer == null) {
            callback.failed(quiet(null));
        } else {
            answer.whenComplete((nothing, thrown) -> {
                if (thrown == null) {
                    callback.succeeded();
                } else {
                    // Breaks off what has been begun, so that the client knows.
                    callback.failed(quiet(thrown));
                }
            });
        }
    }

    /** What is worth a word has been logged by who gave up: Jetty would log each request of a client that has gone. */
    private static Throwable quiet(Throwable thrown) {
        return new QuietException.Exception("given up", thrown);
    }

    private static List<HttpField> listOf(HttpFields fields) {
        List<HttpField> list = new ArrayList<>(fields.size());
        for (org.eclipse.jetty.http.HttpField field : fields) {
            list.add(new HttpField(field.getName(), field.getValue() == null ? "" : field.getValue()));
        }
        return list;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String scheme() {
        return request.isSecure() ? "https" : "http";
    }

    @Override
    public String authority() {
        String inFields = request.getHeaders().get(HttpHeader.HOST);
        if (inFields != null) {
            return inFields;
        }
        String inLine = request.getHttpURI().getAuthority();
        return inLine == null ? "" : inLine;
    }

    @Override
    public String pathWithQuery() {
        String path = request.getHttpURI().getPathQuery();
        return path == null ? "" : path;
    }

    @Override
    public List<HttpField> fields() {
        return fields;
    }

    @Override
    public Flow.Publisher<ByteBuffer> body() {
        return new BodySource(request);
    }

    @Override
    public List<HttpField> trailers() {
        HttpFields trailers = request.getTrailers();
        return trailers == null ? List.of() : listOf(trailers);
    }

    @Override
    public void inform(int status, List<HttpField> interim) {
        HttpFields.Mutable made = HttpFields.build();
        interim.forEach(field -> made.add(field.name(), field.value()));
        informed = informed.thenCompose(nothing -> response.writeInterim(status, made)).exceptionally(thrown -> null);
    }

    @Override
    public void respond(HttpResponse answer) {
        BodySink sink = new BodySink(response);
        synchronized (this) {
            answered = sink.written();
        }
        informed.whenComplete((nothing, thrown) -> {
            response.setStatus(answer.status());
            HttpFields.Mutable head = response.getHeaders();
            answer.fields().forEach(field -> head.add(field.name(), field.value()));
            if (answer.contentLength().isEmpty() && request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1) {
                // Otherwise Jetty lets the end of a connection that is closed anyway be the end of the body, and nobody could tell
                // one that broke off.
                head.put(HttpHeader.TRANSFER_ENCODING, HttpHeaderValue.CHUNKED);
            }
            if (takesTrailers(head)) {
                response.setTrailersSupplier(() -> {
                    HttpFields.Mutable trailers = HttpFields.build();
                    answer.trailers().get().forEach(field -> trailers.add(field.name(), field.value()));
                    return trailers;
                });
            }
            answer.body().subscribe(sink);
        });
    }

    /** Not for everybody: HTTP/1.1 has trailers only behind chunks, and who has not asked for them prefers a length. */
    private boolean takesTrailers(HttpFields head) {
        return request.getHeaders().contains(HttpHeader.TE, "trailers") || head.contains(HttpHeader.TRAILER);
    }
}
