package dev.vespula.wasi;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * One read of a blocking stream done in a thread of its own, so that others can wait for it with a timeout. Java streams cannot
 * be asked whether they are at their end, so this is the only way to poll one.
 */
final class ReadAhead {
    private static final int BUFFER = 8192;

    private final InputStream input;
    private byte[] data = {};
    private boolean reading;
    private boolean ended;
    private IOException failure;
    private Runnable listener;

    ReadAhead(InputStream input) {
        this.input = input;
    }

    /** Whether reads must go through {@link #take}: data is buffered here, on its way, or will never come. */
    synchronized boolean isActive() {
        return reading || isDone();
    }

    /** Whether {@link #take} would return at once; if not, a read is under way after this. */
    synchronized Readiness readiness() {
        if (data.length > 0) {
            return Readiness.of(data.length);
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

    /** What was read, waiting for it; -1 at the end. */
    synchronized int take(byte[] buffer, int length) throws IOException {
        while (reading) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Errno.INTR.exception();
            }
        }
        if (failure != null) {
            IOException thrown = failure;
            failure = null;
            throw thrown;
        }
        if (data.length == 0) {
            return -1;
        }
        int taken = Math.min(length, data.length);
        System.arraycopy(data, 0, buffer, 0, taken);
        data = Arrays.copyOfRange(data, taken, data.length);
        return taken;
    }

    private boolean isDone() {
        return data.length > 0 || ended || failure != null;
    }

    private void start() {
        if (!reading) {
            reading = true;
            Thread reader = new Thread(this::read, "vespula-wasi-stdin");
            reader.setDaemon(true);
            reader.start();
        }
    }

    private void read() {
        byte[] buffer = new byte[BUFFER];
        int got = 0;
        IOException thrown = null;
        try {
            got = input.read(buffer);
        } catch (IOException e) {
            thrown = e;
        }
        synchronized (this) {
            data = got > 0 ? Arrays.copyOf(buffer, got) : data;
            ended = got < 0;
            failure = thrown;
            reading = false;
            notifyAll();
            if (listener != null) {
                listener.run();
            }
        }
    }
}
