package dev.vespula.http.internal.adapt;

import dev.vespula.http.HttpExchange;
import dev.vespula.http.HttpField;
import dev.vespula.http.HttpResponse;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** A request of a servlet container, answered without blocking its threads. */
public final class ServletExchange implements HttpExchange, AsyncListener, Flow.Subscriber<ByteBuffer> {
    private static final String FAILURE = "dev.vespula.http.failure";

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final AsyncContext context;
    private final List<HttpField> fields = new ArrayList<>();
    private final ClientPresence client = new ClientPresence();
    private ServletOutputStream output;
    private Flow.Subscription subscription;
    /** What is written next; nobody is asked for more as long as it is there. */
    private ByteBuffer next;
    private boolean isEnded;
    private boolean isFlushed;
    private boolean isOver;

    /** Makes a request asynchronous. */
    public ServletExchange(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
        for (String name : Collections.list(request.getHeaderNames())) {
            for (String value : Collections.list(request.getHeaders(name))) {
                fields.add(new HttpField(name, value));
            }
        }
        this.context = request.startAsync();
        // The handler has a limit of its own.
        context.setTimeout(0);
        context.addListener(this);
    }

    /** Somebody answers it. */
    public void begun(CompletableFuture<Void> given) {
        client.begun(given);
    }

    // ---- the request

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String scheme() {
        return request.getScheme();
    }

    @Override
    public String authority() {
        String host = request.getHeader("host");
        return host != null ? host : request.getServerName() + ":" + request.getServerPort();
    }

    @Override
    public String pathWithQuery() {
        return request.getQueryString() == null ? request.getRequestURI() : request.getRequestURI() + "?" + request
                .getQueryString();
    }

    @Override
    public List<HttpField> fields() {
        return fields;
    }

    @Override
    public Flow.Publisher<ByteBuffer> body() {
        return new ServletBody(request);
    }

    @Override
    public List<HttpField> trailers() {
        List<HttpField> trailers = new ArrayList<>();
        if (request.isTrailerFieldsReady()) {
            request.getTrailerFields().forEach((name, value) -> trailers.add(new HttpField(name, value)));
        }
        return trailers;
    }

    // ---- the answer

    @Override
    public void respond(HttpResponse answer) {
        response.setStatus(answer.status());
        answer.fields().forEach(field -> response.addHeader(field.name(), field.value()));
        if (answer.contentLength().isEmpty()) {
            try {
                response.setTrailerFields(() -> map(answer.trailers().get()));
            } catch (IllegalStateException hasNone) {
                // HTTP/1.0 carries no trailers; the answer does without.
            }
        }
        try {
            output = response.getOutputStream();
        } catch (IOException e) {
            lost();
            return;
        }
        answer.body().subscribe(this);
    }

    private static Map<String, String> map(List<HttpField> trailers) {
        Map<String, String> map = new LinkedHashMap<>();
        trailers.forEach(field -> map.merge(field.name(), field.value(), (one, other) -> one + ", " + other));
        return map;
    }

    @Override
    public void onSubscribe(Flow.Subscription made) {
        subscription = made;
        output.setWriteListener(new WriteListener() {
            @Override
            public void onWritePossible() {
                write();
            }

            @Override
            public void onError(Throwable thrown) {
                lost();
            }
        });
        made.request(1);
    }

    @Override
    public void onNext(ByteBuffer item) {
        synchronized (this) {
            next = item;
            isFlushed = false;
        }
        write();
    }

    @Override
    public void onComplete() {
        synchronized (this) {
            isEnded = true;
        }
        write();
    }

    /** Writes as long as it can, whoever comes here; the container calls again when it can once more. */
    private void write() {
        boolean isWritten = false;
        try {
            synchronized (this) {
                if (isOver || output == null) {
                    return;
                }
                while (output.isReady()) {
                    if (next != null) {
                        ByteBuffer item = next;
                        next = null;
                        output.write(item.array(), item.arrayOffset() + item.position(), item.remaining());
                        isWritten = true;
                    } else if (isEnded) {
                        isOver = true;
                        break;
                    } else if (!isFlushed) {
                        isFlushed = true;
                        output.flush();
                    } else {
                        break;
                    }
                }
            }
        } catch (IOException e) {
            lost();
            return;
        }
        if (isOver()) {
            context.complete();
        } else if (isWritten) {
            subscription.request(1);
        }
    }

    private synchronized boolean isOver() {
        return isOver;
    }

    /**
     * The component has failed. What would end the answer in good order must not happen: the request goes to the servlet again,
     * which throws, and as the head is out the container closes the connection.
     */
    @Override
    public void onError(Throwable thrown) {
        synchronized (this) {
            if (isOver) {
                return;
            }
            isOver = true;
        }
        lost();
        request.setAttribute(FAILURE, thrown);
        context.dispatch();
    }

    /** What a request has failed with that is dispatched again; null if it is a new one. */
    public static Throwable failure(HttpServletRequest request) {
        return (Throwable) request.getAttribute(FAILURE);
    }

    // ---- what the container tells

    private void lost() {
        if (subscription != null) {
            subscription.cancel();
        }
        client.gone();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        lost();
    }

    @Override
    public void onError(AsyncEvent event) {
        lost();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // It is once.
    }

    @Override
    public void onComplete(AsyncEvent event) {
        // The answer is out.
    }
}
