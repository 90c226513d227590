package dev.vespula.http.internal.serve;

import dev.vespula.http.HandledRequest;
import dev.vespula.http.HttpExchange;
import dev.vespula.http.HttpField;
import dev.vespula.http.HttpObserver;
import dev.vespula.http.HttpResponse;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** A request as the server gives it, counted on its way for an observer and the flight recorder. */
final class Observation implements HttpExchange {
    /** The system property that the JVM sets when its recorder is started. */
    private static final String REPOSITORY = "jdk.jfr.repository";

    private static volatile boolean isMissing;

    private final HttpExchange exchange;
    private final HttpObserver observer;
    private final HttpObserver recorder;
    private final long begun = System.nanoTime();
    private final AtomicLong bytesIn = new AtomicLong();
    private final AtomicLong bytesOut = new AtomicLong();
    private volatile int status;

    private Observation(HttpExchange exchange, HttpObserver observer, HttpObserver recorder) {
        this.exchange = exchange;
        this.observer = observer;
        this.recorder = recorder;
    }

    /** Begins one if anybody wants to know; null otherwise. */
    static Observation begin(HttpExchange exchange, HttpObserver observer) {
        HttpObserver recorder = recorder(exchange);
        return observer == null && recorder == null ? null : new Observation(exchange, observer, recorder);
    }

    /** Without the recorder its classes are not loaded: a JVM need not have them, and a module path need not name them. */
    private static HttpObserver recorder(HttpExchange exchange) {
        if (isMissing || System.getProperty(REPOSITORY) == null) {
            return null;
        }
        try {
            return RequestEvent.begin(exchange);
        } catch (LinkageError e) {
            isMissing = true;
            return null;
        }
    }

    /** Tells that it has ended. */
    void end(HandledRequest.Outcome outcome, OptionalLong fuel) {
        HandledRequest ended = new HandledRequest(method(), status, outcome, Duration.ofNanos(System.nanoTime() - begun), fuel,
                bytesIn.get(), bytesOut.get());
        if (recorder != null) {
            recorder.ended(ended);
        }
        try {
            if (observer != null) {
                observer.ended(ended);
            }
        } catch (RuntimeException e) {
            System.getLogger("dev.vespula.http").log(Level.WARNING, "an observer has failed", e);
        }
    }

    @Override
    public Flow.Publisher<ByteBuffer> body() {
        return counted(exchange.body(), bytesIn);
    }

    @Override
    public void respond(HttpResponse response) {
        status = response.status();
        exchange.respond(new HttpResponse(response.status(), response.fields(), response.contentLength(), counted(response
                .body(), bytesOut),
                response.trailers()));
    }

    private static Flow.Publisher<ByteBuffer> counted(Flow.Publisher<ByteBuffer> body, AtomicLong bytes) {
        return reader -> body.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                reader.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer item) {
                bytes.addAndGet(item.remaining());
                reader.onNext(item);
            }

            @Override
            public void onError(Throwable thrown) {
                reader.onError(thrown);
            }

            @Override
            public void onComplete() {
                reader.onComplete();
            }
        });
    }

    @Override
    public String method() {
        return exchange.method();
    }

    @Override
    public String scheme() {
        return exchange.scheme();
    }

    @Override
    public String authority() {
        return exchange.authority();
    }

    @Override
    public String pathWithQuery() {
        return exchange.pathWithQuery();
    }

    @Override
    public List<HttpField> fields() {
        return exchange.fields();
    }

    @Override
    public List<HttpField> trailers() {
        return exchange.trailers();
    }

    @Override
    public void inform(int interim, List<HttpField> fields) {
        exchange.inform(interim, fields);
    }
}
