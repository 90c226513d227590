package dev.vespula.examples.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CalculatorServiceTest {
    private static final int THREADS = 4;
    private static final int REQUESTS = 800;

    private final HttpClient client = HttpClient.newHttpClient();

    private String ask(int port, String sum) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
                .POST(HttpRequest.BodyPublishers.ofString(sum)).build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    /** What number i asks, a tenth of it hostile, and what is answered: always the first request of its instance. */
    private static String[] exchange(int i) {
        return switch (i % 10) {
            case 3 -> new String[] {"fib(60)", "503 too much work"};
            case 7 -> new String[] {i + " / (1 - 1)", "422 integer divide by zero"};
            default -> new String[] {i + " + 2 * (3 + 4)", "200 " + (i + 14) + " after 1"};
        };
    }

    @Test
    void manyRequestsAtOnce() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(2 * THREADS);
        try (CalculatorService service = new CalculatorService(0, THREADS)) {
            long begin = System.nanoTime();
            List<Future<String>> replies = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                String sum = exchange(i)[0];
                replies.add(clients.submit(() -> ask(service.port(), sum)));
            }
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(replies.get(i).get()).isEqualTo(exchange(i)[1]);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf("%d requests in %.1f s: %.0f a second%n", REQUESTS, seconds, REQUESTS / seconds);
        } finally {
            clients.shutdown();
        }
    }

    @Test
    void whatIsNoSumIsRefused() throws Exception {
        try (CalculatorService service = new CalculatorService(0, 1)) {
            assertThat(ask(service.port(), "")).isEqualTo("400 not a sum");
            assertThat(ask(service.port(), "1 +")).isEqualTo("400 not a sum");
            assertThat(ask(service.port(), "fib 3")).isEqualTo("400 not a sum");
            assertThat(ask(service.port(), "1".repeat(1001))).isEqualTo("413 too long");
            assertThat(ask(service.port(), "(".repeat(1000))).isEqualTo("400 not a sum");
            assertThat(ask(service.port(), " fib(20) - 1\n")).isEqualTo("200 6764 after 1");
        }
    }

    @Test
    void afterTheEndNobodyAnswers() throws Exception {
        CalculatorService service = new CalculatorService(0, 1);
        assertThat(ask(service.port(), "1")).isEqualTo("200 1 after 1");
        int port = service.port();
        service.close();
        assertThatThrownBy(() -> ask(port, "1")).isInstanceOf(ConnectException.class);
    }
}
