package dev.vespula.wasi;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads one byte of a blocking stream in a thread of its own, so that others can wait for it with a timeout. Java streams cannot
 * be asked whether they are at their end, so this is the only way to poll one. It is no more than a byte, because what was read
 * and is not fetched by the guest is lost to whoever reads the stream next.
 */
final class ReadAhead implements AutoCloseable {
    private static final int NOTHING = -2;
    private static final int END = -1;

    private final InputStream input;
    private Thread reader;
    private boolean reading;
    private boolean closed;
    /** The byte that was read, {@link #END}, or {@link #NOTHING}. */
    private int value = NOTHING;
    private IOException failure;
    private Runnable listener;

    ReadAhead(InputStream input) {
        this.input = input;
    }

    /** Whether reads must go through {@link #take}: a byte is here or on its way, or there will never be one. */
    synchronized boolean isActive() {
        return reading || isDone();
    }

    /** Whether {@link #take} would return at once; if not, a read is under way after this. */
    synchronized Readiness readiness() throws IOException {
        if (value >= 0) {
            return Readiness.of(1 + input.available());
        }
        if (isDone()) {
            return Readiness.END;
        }
        start();
        return Readiness.BLOCKED;
    }

    /** Has the listener called once a read is done; null for none. */
    synchronized void listen(Runnable newListener) {
        listener = newListener;
        if (newListener != null && isDone()) {
            newListener.run();
        }
    }

    /** Waits for the read under way, then gives its byte and what else is there without waiting; -1 at the end. */
    synchronized int take(byte[] buffer, int length, StopSignal stop) throws IOException {
        while (reading) {
            stop.check();
            try {
                wait(StopSignal.SLICE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (failure != null) {
            IOException thrown = failure;
            failure = null;
            throw thrown;
        }
        if (value == END || length == 0) {
            return value == END ? END : 0;
        }
        buffer[0] = (byte) value;
        value = NOTHING;
        int more = Math.min(length - 1, input.available());
        return more > 0 ? 1 + Math.max(0, input.read(buffer, 1, more)) : 1;
    }

    /** Lets the thread end, once the read that may be under way has. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private boolean isDone() {
        return value != NOTHING || failure != null;
    }

    private void start() {
        if (reader == null) {
            reader = new Thread(this::run, "vespula-wasi-stdin");
            reader.setDaemon(true);
            reader.start();
        }
        reading = true;
        notifyAll();
    }

    /** One thread for all reads: piped streams break when the thread that read last has ended. */
    private void run() {
        while (awaitRequest()) {
            int got = END;
            IOException thrown = null;
            try {
                got = input.read();
            } catch (IOException e) {
                thrown = e;
            }
            finish(got, thrown);
        }
    }

    private synchronized boolean awaitRequest() {
        while (!reading && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                return false;
            }
        }
        return !closed;
    }

    private synchronized void finish(int got, IOException thrown) {
        value = thrown == null ? got : NOTHING;
        failure = thrown;
        reading = false;
        notifyAll();
        if (listener != null) {
            listener.run();
        }
    }
}
