package dev.vespula.http;

import dev.vespula.http.internal.message.HttpFailure;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** A request without a server, and what was answered. */
final class RecordedExchange implements HttpExchange {
    private final String method;
    private final List<HttpField> fields = new ArrayList<>();
    private Flow.Publisher<ByteBuffer> body = Chunks.of();
    private List<HttpField> trailers = List.of();
    /** Completes with the head. */
    final CompletableFuture<HttpResponse> head = new CompletableFuture<>();
    /** Completes with the whole body, or fails as it does. */
    final CompletableFuture<byte[]> received = new CompletableFuture<>();
    final List<Integer> interim = new ArrayList<>();
    private String path = "/";
    private boolean isRead = true;
    /** Whoever takes the answer. */
    final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

    RecordedExchange(String method) {
        this.method = method;
    }

    RecordedExchange field(String name, String value) {
        fields.add(new HttpField(name, value));
        return this;
    }

    RecordedExchange path(String given) {
        path = given;
        return this;
    }

    RecordedExchange body(Flow.Publisher<ByteBuffer> given) {
        body = given;
        return this;
    }

    RecordedExchange body(String text) {
        return body(Chunks.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    RecordedExchange trailer(String name, String value) {
        trailers = List.of(new HttpField(name, value));
        return this;
    }

    /** Nothing is asked for of the answer's body. */
    RecordedExchange unread() {
        isRead = false;
        return this;
    }

    HttpResponse head() throws Exception {
        return head.get(20, TimeUnit.SECONDS);
    }

    int status() throws Exception {
        return head().status();
    }

    String text() throws Exception {
        return new String(received.get(20, TimeUnit.SECONDS), StandardCharsets.UTF_8);
    }

    /** Whether the body broke off. */
    boolean isBroken() throws Exception {
        return received.handle((bytes, thrown) -> thrown instanceof HttpFailure || thrown != null).get(20, TimeUnit.SECONDS);
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String scheme() {
        return "http";
    }

    @Override
    public String authority() {
        return "example.org";
    }

    @Override
    public String pathWithQuery() {
        return path;
    }

    @Override
    public List<HttpField> fields() {
        return fields;
    }

    @Override
    public Flow.Publisher<ByteBuffer> body() {
        return body;
    }

    @Override
    public List<HttpField> trailers() {
        return trailers;
    }

    @Override
    public void inform(int status, List<HttpField> given) {
        interim.add(status);
    }

    @Override
    public void respond(HttpResponse response) {
        if (!head.complete(response)) {
            throw new IllegalStateException("answered twice");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        response.body().subscribe(new Flow.Subscriber<>() {
            private Flow.Subscription source;

            @Override
            public void onSubscribe(Flow.Subscription made) {
                source = made;
                subscription.complete(made);
                if (isRead) {
                    made.request(1);
                }
            }

            @Override
            public void onNext(ByteBuffer item) {
                all.write(item.array(), item.arrayOffset() + item.position(), item.remaining());
                source.request(1);
            }

            @Override
            public void onError(Throwable thrown) {
                received.completeExceptionally(thrown);
            }

            @Override
            public void onComplete() {
                received.complete(all.toByteArray());
            }
        });
    }
}
