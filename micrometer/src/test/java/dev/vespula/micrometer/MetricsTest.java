package dev.vespula.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Engine;
import dev.vespula.Module;
import dev.vespula.http.HandledRequest;
import dev.vespula.http.HandledRequest.Outcome;
import dev.vespula.http.HttpExchange;
import dev.vespula.http.HttpHandler;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();

    private static HandledRequest request(String method, int status) {
        return new HandledRequest(method, status, Outcome.ANSWERED, Duration.ofMillis(20), OptionalLong.of(7), 10, 100);
    }

    @Test
    void requests() {
        HttpMetrics metrics = new HttpMetrics(registry, Tags.of("name", "x"));
        metrics.ended(request("GET", 200));
        metrics.ended(request("GET", 200));
        metrics.ended(request("BREW", 999));
        metrics.ended(request("BOIL", 998));
        assertThat(registry.get("vespula.http.requests").tags("name", "x", "method", "GET", "status", "200", "outcome",
                "answered")
                .timer()).satisfies(timer -> {
                    assertThat(timer.count()).isEqualTo(2);
                    assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(40);
                });
        // Whatever clients and components make up is one meter.
        assertThat(registry.get("vespula.http.requests").tags("method", "OTHER", "status", "OTHER").timer().count()).isEqualTo(
                2);
        assertThat(registry.get("vespula.http.request.bytes").summary().totalAmount()).isEqualTo(40);
        assertThat(registry.get("vespula.http.response.bytes").summary().totalAmount()).isEqualTo(400);
        assertThat(registry.get("vespula.http.fuel").summary().totalAmount()).isEqualTo(28);
    }

    @Test
    void requestsThatAreBeingAnswered() {
        HttpHandler handler = new HttpHandler() {
            @Override
            public CompletableFuture<Void> handle(HttpExchange exchange) {
                return new CompletableFuture<>();
            }

            @Override
            public int active() {
                return 3;
            }

            @Override
            public CompletableFuture<Void> drain() {
                return new CompletableFuture<>();
            }

            @Override
            public void close() {
                // Nothing runs.
            }
        };
        new HttpMetrics(registry, Tags.empty()).watch(handler);
        assertThat(registry.get("vespula.http.active").gauge().value()).isEqualTo(3);
    }

    @Test
    void engines() {
        try (Engine engine = Engine.create()) {
            new EngineMetrics(engine, Tags.of("name", "x")).bindTo(registry);
            assertThat(registry.get("vespula.modules").tags("name", "x").functionCounter().count()).isZero();
            Module.of(engine, "(module)".getBytes(StandardCharsets.UTF_8));
            assertThat(registry.get("vespula.modules").functionCounter().count()).isEqualTo(1);
            assertThat(registry.get("vespula.compilation.time").timeGauge().value()).isZero();
        }
    }
}
