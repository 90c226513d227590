package dev.vespula.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One byte is read ahead, however often it is asked for. */
@Timeout(60)
class ReadAheadTest {
    private final Semaphore bytes = new Semaphore(0);
    private final AtomicInteger reads = new AtomicInteger();
    private volatile Thread reader;

    private final InputStream input = new InputStream() {
        @Override
        public int read() throws IOException {
            reader = Thread.currentThread();
            int number = reads.incrementAndGet();
            bytes.acquireUninterruptibly();
            return number;
        }
    };

    @Test
    void askingAgainReadsNothingMore() throws Exception {
        byte[] buffer = new byte[10];
        try (ReadAhead ahead = new ReadAhead(input)) {
            for (int number = 1; number <= 3; number++) {
                assertThat(ahead.readiness().ready()).isFalse();
                while (reads.get() < number) {
                    Thread.onSpinWait();
                }
                assertThat(ahead.readiness().ready()).isFalse();
                bytes.release();
                assertThat(ahead.take(buffer, 10, new StopSignal())).isEqualTo(1);
                assertThat(buffer[0]).isEqualTo((byte) number);
                while (reader.getState() != Thread.State.WAITING && reader.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
                assertThat(reads.get()).isEqualTo(number);
            }
        }
    }
}
