package dev.vespula.http.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.http.internal.exchange.RequestOptions;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientsTest {
    @Test
    void guestsCannotHaveAnyNumberOfClientsMade() {
        Set<HttpClient> clients = Collections.newSetFromMap(new IdentityHashMap<>());
        Clients made = new Clients(null);
        for (long millis = 0; millis <= 600_000; millis += 7) {
            Duration wanted = Duration.ofMillis(millis).plusNanos(1);
            HttpClient client = made.client(wanted);
            clients.add(client);
            Duration time = client.connectTimeout().orElseThrow();
            assertThat(time).isBetween(wanted.compareTo(RequestOptions.LONGEST) < 0 ? wanted : time, RequestOptions.LONGEST);
            assertThat(time).isLessThanOrEqualTo(millis < 64 ? Duration.ofMillis(64) : wanted.multipliedBy(2));
        }
        assertThat(clients).hasSizeLessThan(16);
    }
}
