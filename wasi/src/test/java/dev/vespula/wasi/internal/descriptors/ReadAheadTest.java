package dev.vespula.wasi.internal.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.wasi.internal.files.StopSignal;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
    /** Counts from 'a', one byte for each permit. */
    private static final class Gated extends InputStream {
        final Semaphore permits = new Semaphore(0);
        volatile Thread reader;
        volatile int reads;

        @Override
        public int read() {
            reader = Thread.currentThread();
            permits.acquireUninterruptibly();
            return 'a' + reads++;
        }
    }

    private final Gated input = new Gated();

    private void awaitReader(Thread.State state) throws InterruptedException {
        while (input.reader == null || input.reader.getState() != state) {
            Thread.sleep(1);
        }
    }

    /** However often a guest polls during a read, one byte is read: the next would take its place. */
    @Test
    void pollingDuringAReadReadsOneByte() throws Exception {
        ReadAhead ahead = new ReadAhead(input);
        assertThat(ahead.readiness()).isEqualTo(Readiness.BLOCKED);
        awaitReader(Thread.State.WAITING);
        for (int i = 0; i < 3; i++) {
            assertThat(ahead.readiness()).isEqualTo(Readiness.BLOCKED);
        }
        input.permits.release(3);
        // It waits for the next request.
        awaitReader(Thread.State.TIMED_WAITING);
        assertThat(input.reads).isEqualTo(1);
        byte[] taken = new byte[5];
        assertThat(ahead.take(taken, 5, new StopSignal())).isEqualTo(1);
        assertThat(taken[0]).isEqualTo((byte) 'a');
        ahead.close();
        input.reader.join();
        assertThat(input.reads).isEqualTo(1);
    }

    @Test
    void theThreadEndsWithWhatItReadsFor() throws Exception {
        input.permits.release();
        ReadAhead ahead = new ReadAhead(input);
        ahead.readiness();
        awaitReader(Thread.State.TIMED_WAITING);
        assertThat(ahead.isActive()).isTrue();
        ahead = null;
        while (input.reader.isAlive()) {
            System.gc();
            Thread.sleep(1);
        }
        assertThat(input.reads).isEqualTo(1);
    }
}
