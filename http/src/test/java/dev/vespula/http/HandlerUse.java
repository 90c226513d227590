package dev.vespula.http;

import dev.vespula.Engine;
import dev.vespula.wasi.NetworkPolicy;
import java.util.concurrent.Callable;

/** What an application does that is dropped: a handler that sends requests, and nobody closes. */
public final class HandlerUse implements Callable<String> {
    @Override
    public String call() throws Exception {
        Engine engine = Engine.create();
        HttpOptions options = HttpOptions.DEFAULT.withNetwork(NetworkPolicy.builder().allow("127.0.0.1",
                NetworkPolicy.ANY_PORT).build());
        HttpHandler proxy = WasiHttp.handler(engine, HttpGuest.of(engine, HttpGuest.PROXY), options);
        try (TestServer server = new TestServer(WasiHttp.handler(engine, HttpGuest.of(engine, HttpGuest.ECHO), options))) {
            RecordedExchange exchange = new RecordedExchange("POST").field("x-target", server.authority()).body("used");
            proxy.handle(exchange);
            return exchange.text();
        }
    }
}
