package dev.vespula.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

/** Bodies on their way to a network that takes its time. */
class BodySinkTest {
    private final List<String> writes = new ArrayList<>();
    private final List<Callback> pending = new ArrayList<>();
    private long asked;
    private boolean isCancelled;
    private final BodySink sink = new BodySink((isLast, bytes, callback) -> {
        assertThat(pending).as("writes that are not done").isEmpty();
        writes.add(StandardCharsets.US_ASCII.decode(bytes) + (isLast ? "." : ""));
        pending.add(callback);
    });

    BodySinkTest() {
        sink.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {
                asked += count;
            }

            @Override
            public void cancel() {
                isCancelled = true;
            }
        });
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void theEndWaitsForTheLastPiece() {
        sink.onNext(bytes("a"));
        sink.onComplete();
        assertThat(writes).containsExactly("a");
        pending.remove(0).succeeded();
        assertThat(writes).containsExactly("a", ".");
        assertThat(sink.written()).isNotDone();
        pending.remove(0).succeeded();
        assertThat(sink.written()).isCompleted();
    }

    @Test
    void oneIsAskedForWhenOneIsTaken() {
        assertThat(asked).isEqualTo(1);
        sink.onNext(bytes("a"));
        assertThat(asked).isEqualTo(1);
        pending.remove(0).succeeded();
        assertThat(asked).isEqualTo(2);
        sink.onComplete();
        assertThat(writes).containsExactly("a", ".");
    }

    @Test
    void whatCannotBeWrittenIsGivenUp() {
        sink.onNext(bytes("a"));
        sink.onComplete();
        pending.remove(0).failed(new IOException("gone"));
        assertThat(writes).containsExactly("a");
        assertThat(isCancelled).isTrue();
        assertThat(sink.written()).isCompletedExceptionally();
    }

    @Test
    void aBodyThatBreaksOffWaitsForNobody() {
        sink.onNext(bytes("a"));
        sink.onError(new IOException("broken"));
        assertThat(sink.written()).isCompletedExceptionally();
    }
}
