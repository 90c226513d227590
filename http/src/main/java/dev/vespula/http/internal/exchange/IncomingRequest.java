package dev.vespula.http.internal.exchange;

import dev.vespula.component.Result;
import dev.vespula.http.HttpExchange;
import dev.vespula.http.internal.body.BodyRelay;
import dev.vespula.http.internal.body.IncomingBody;
import dev.vespula.http.internal.message.Fields;
import dev.vespula.http.internal.message.Method;
import dev.vespula.http.internal.message.Scheme;
import dev.vespula.wasi.internal.io.HostedResource;
import dev.vespula.wasi.internal.io.ResourceCount;
import java.util.Optional;

/** {@code incoming-request}. */
public final class IncomingRequest extends HostedResource {
    private final HttpExchange exchange;
    private final Fields fields;
    private final MessageBody body;

    /** What a server has received. */
    public IncomingRequest(ResourceCount count, HttpExchange exchange, BodyRelay relay) {
        super(count);
        this.exchange = exchange;
        this.fields = Fields.of(count, exchange.fields());
        this.body = new MessageBody(count, relay);
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

    /** {@code headers}. */
    public Fields headers() {
        return fields.frozen();
    }

    /** {@code consume}: once. */
    public Result<IncomingBody, Void> consume() {
        return body.consume();
    }

    @Override
    protected void release() {
        fields.close();
        body.release();
    }
}
