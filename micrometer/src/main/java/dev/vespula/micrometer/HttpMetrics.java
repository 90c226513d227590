package dev.vespula.micrometer;

import dev.vespula.http.HandledRequest;
import dev.vespula.http.HttpHandler;
import dev.vespula.http.HttpObserver;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Meters of components that answer HTTP requests. An observer of the handler's options:
 *
 * <pre>{@code
 * HttpMetrics metrics = new HttpMetrics(registry, Tags.empty());
 * HttpHandler handler = WasiHttp.handler(engine, component, HttpOptions.DEFAULT.withObserver(metrics));
 * metrics.watch(handler);
 * }</pre>
 *
 * <p>{@code vespula.http.requests} is a timer with the tags {@code method}, {@code status} and {@code outcome}; {@code
 * vespula.http.request.bytes}, {@code vespula.http.response.bytes} and {@code vespula.http.fuel} have {@code outcome}; {@code
 * vespula.http.active} is a gauge. Thread-safe.
 */
public final class HttpMetrics implements HttpObserver {
    /** Others are one: clients may send what they like, and each value of a tag is a meter of its own. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE",
            "PATCH");
    private static final int LEAST_STATUS = 100;
    private static final int MOST_STATUS = 599;

    private final MeterRegistry registry;
    private final Tags tags;

    /**
     * Meters in a registry.
     *
     * @param tags for all of them, such as a name where there are several handlers
     */
    public HttpMetrics(MeterRegistry registry, Iterable<Tag> tags) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.tags = Tags.of(tags);
    }

    /** Shows how many requests a handler is answering. The registry does not keep the handler. */
    public void watch(HttpHandler handler) {
        Gauge.builder("vespula.http.active", handler, HttpHandler::active).description("Requests that are being answered").tags(
                tags).register(registry);
    }

    @Override
    public void ended(HandledRequest request) {
        Tags how = tags.and("outcome", request.outcome().name().toLowerCase(Locale.ROOT));
        Timer.builder("vespula.http.requests").description("Requests that have ended").tags(how).tag("method",
                METHODS.contains(request.method()) ? request.method() : "OTHER").tag("status", status(request.status()))
                .register(registry).record(request.duration());
        bytes("vespula.http.request.bytes", "Bytes of requests that components have taken", how).record(request.bytesIn());
        bytes("vespula.http.response.bytes", "Bytes of answers that the server has taken", how).record(request.bytesOut());
        request.fuel().ifPresent(units -> DistributionSummary.builder("vespula.http.fuel").description("Fuel of requests").tags(
                how)
                .register(registry).record(units));
    }

    private DistributionSummary bytes(String name, String description, Tags how) {
        return DistributionSummary.builder(name).description(description).baseUnit("bytes").tags(how).register(registry);
    }

    /** A component may answer with any number. */
    private static String status(int status) {
        return status >= LEAST_STATUS && status <= MOST_STATUS ? String.valueOf(status) : status == 0 ? "none" : "OTHER";
    }
}
