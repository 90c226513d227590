package dev.vespula.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Engine;
import dev.vespula.component.Component;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * A component with a whole engine for JavaScript in it, if {@code -Dvespula.jscomponent=FILE} names one: too large for the
 * repository, {@code scripts/javascript-component} makes it.
 */
class JavaScriptComponentTest {
    private static final String PROPERTY = "vespula.jscomponent";
    private static final int LENGTH = 100_000;

    @Test
    void greetsAndEchoes() throws Exception {
        String file = System.getProperty(PROPERTY);
        if (file == null || file.isEmpty()) {
            System.out.println("skipped: a component of JavaScript (scripts/javascript-component makes one for -D" + PROPERTY
                    + "=FILE)");
            Assumptions.abort("no component of JavaScript");
        }
        Engine engine = Engine.create();
        HttpOptions options = HttpOptions.DEFAULT.withTimeout(Duration.ofMinutes(5));
        try (HttpHandler handler = WasiHttp.handler(engine, Component.of(engine, Path.of(file)), options)) {
            RecordedExchange greeting = ask(handler, new RecordedExchange("GET").path("/some/where?x=%20"));
            assertThat(greeting.status()).isEqualTo(201);
            assertThat(greeting.head().fields()).contains(new HttpField("x-language", "JavaScript"));
            assertThat(greeting.text()).isEqualTo("Hello from /some/where?x=%20");
            byte[] body = new byte[LENGTH];
            Arrays.fill(body, (byte) 'j');
            RecordedExchange echo = ask(handler, new RecordedExchange("POST").body(Chunks.of("a".getBytes(
                    StandardCharsets.UTF_8), body)));
            assertThat(echo.text()).hasSize(LENGTH + 1).startsWith("aj").endsWith("j");
        }
    }

    private static RecordedExchange ask(HttpHandler handler, RecordedExchange exchange) throws Exception {
        handler.handle(exchange).get(5, TimeUnit.MINUTES);
        return exchange;
    }
}
