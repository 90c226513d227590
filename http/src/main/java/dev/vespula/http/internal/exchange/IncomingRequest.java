package dev.vespula.http.internal.exchange;

import dev.vespula.http.HttpExchange;
import dev.vespula.http.internal.body.BodyRelay;
import dev.vespula.http.internal.message.Method;
import dev.vespula.http.internal.message.Scheme;
import dev.vespula.wasi.internal.io.ResourceCount;
import java.util.Optional;

/** {@code incoming-request}. */
public final class IncomingRequest extends IncomingMessage {
    private final HttpExchange exchange;

    /** What a server has received. */
    public IncomingRequest(ResourceCount count, HttpExchange exchange, BodyRelay relay) {
        super(count, exchange.fields(), relay);
        this.exchange = exchange;
    }

    /** {@code method}. */
    public Method method() {
        return Method.of(exchange.method());
    }

    /** {@code path-with-query}. */
    public Optional<String> pathWithQuery() {
        return Optional.of(exchange.pathWithQuery()).filter(path -> !path.isEmpty());
    }

    /** {@code scheme}. */
    public Optional<Scheme> scheme() {
        return Optional.of(Scheme.of(exchange.scheme()));
    }

    /** {@code authority}. */
    public Optional<String> authority() {
        return Optional.of(exchange.authority()).filter(authority -> !authority.isEmpty());
    }
}
