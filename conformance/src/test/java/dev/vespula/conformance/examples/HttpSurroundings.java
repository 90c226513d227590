package dev.vespula.conformance.examples;

import dev.vespula.Engine;
import dev.vespula.component.Component;
import dev.vespula.http.HttpExchange;
import dev.vespula.http.HttpField;
import dev.vespula.http.HttpHandler;
import dev.vespula.http.HttpOptions;
import dev.vespula.http.HttpResponse;
import dev.vespula.http.WasiHttp;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Flow;

/** Those of examples about requests. */
public abstract class HttpSurroundings extends Surroundings {
    /** A client's connection. */
    protected interface Connection {
        void onClose(Runnable action);
    }

    /** A request without a body, whose answer nobody takes. */
    private static final class Request implements HttpExchange {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String scheme() {
            return "http";
        }

        @Override
        public String authority() {
            return "localhost";
        }

        @Override
        public String pathWithQuery() {
            return "/";
        }

        @Override
        public List<HttpField> fields() {
            return List.of();
        }

        @Override
        public Flow.Publisher<ByteBuffer> body() {
            return HttpRequest.BodyPublishers.noBody();
        }

        @Override
        public void respond(HttpResponse response) {
            response.body().subscribe(new Taker());
        }
    }

    private static final class Taker implements Flow.Subscriber<ByteBuffer> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer item) {}

        @Override
        public void onError(Throwable throwable) {}

        @Override
        public void onComplete() {}
    }

    protected final Engine engine = Engine.create();
    protected final Component component;
    protected final HttpHandler handler;
    protected final HttpExchange exchange = new Request();
    protected final OutputStream log = new ByteArrayOutputStream();
    protected final ServletContext context = answering(ServletContext.class, answering(ServletRegistration.Dynamic.class,
            null));
    protected final Connection connection = Runnable::run;
    protected final MeterRegistry registry = new SimpleMeterRegistry();

    protected HttpSurroundings(Setting setting) throws IOException {
        super(setting);
        byte[] text = DocumentedComponents.HTTP.getBytes(StandardCharsets.UTF_8);
        Files.write(dir.resolve("hello.wasm"), text);
        component = Component.of(engine, text);
        handler = WasiHttp.handler(engine, component, HttpOptions.DEFAULT);
    }

    /** Something whose methods do nothing, and return the same object where they return what it is. */
    private static <T> T answering(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, args) -> method.getReturnType().isInstance(answer) ? answer : null));
    }
}
