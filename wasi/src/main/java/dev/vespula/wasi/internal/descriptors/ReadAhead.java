package dev.vespula.wasi.internal.descriptors;

import dev.vespula.wasi.internal.files.StopSignal;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;

/**
 * Reads one byte of a blocking stream in a thread of its own, so that others can wait for it with a timeout. Java streams cannot
 * be asked whether they are at their end, so this is the only way to poll one. It is no more than a byte, because what was read
 * and is not fetched by the guest is lost to whoever reads the stream next.
 */
public final class ReadAhead implements AutoCloseable {
    private static final int NOTHING = -2;
    private static final int END = -1;

    private final InputStream input;
    private Reader reader;
    private boolean reading;
    private boolean closed;
    /** The byte that was read, {@link #END}, or {@link #NOTHING}. */
    private int value = NOTHING;
    private IOException failure;
    private Runnable listener;

    public ReadAhead(InputStream input) {
        this.input = input;
    }

    /** Whether reads must go through {@link #take}: a byte is here or on its way, or there will never be one. */
    public synchronized boolean isActive() {
        return reading || isDone();
    }

    /** Whether {@link #take} would return at once; if not, a read is under way after this. */
    public synchronized Readiness readiness() throws IOException {
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
    public void listen(Runnable newListener) {
        boolean isDone;
        synchronized (this) {
            listener = newListener;
            isDone = isDone();
        }
        // Without the lock: listeners have locks of their own, and ask here with those.
        if (newListener != null && isDone) {
            newListener.run();
        }
    }

    /** Waits for the read under way, then gives its byte and what else is there without waiting; -1 at the end. */
    public synchronized int take(byte[] buffer, int length, StopSignal stop) throws IOException {
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
        if (reader != null) {
            reader.ask();
        }
    }

    private boolean isDone() {
        return value != NOTHING || failure != null;
    }

    private void start() {
        if (reader == null) {
            reader = new Reader(this);
            Thread thread = new Thread(null, reader, "vespula-wasi-stdin", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(ReadAhead.class.getClassLoader());
            thread.start();
        }
        if (!reading) {
            // Asked again during the read, the thread would read a byte that has no place.
            reading = true;
            reader.ask();
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void read() {
        int got = END;
        IOException thrown = null;
        try {
            got = input.read();
        } catch (IOException e) {
            thrown = e;
        }
        finish(got, thrown);
    }

    /**
     * One thread for all reads: piped streams break when the thread that read last has ended. Between them it does not keep what
     * it reads for, which may be dropped without having been closed.
     */
    private static final class Reader implements Runnable {
        private static final long LOOK_MILLIS = 500;

        private final WeakReference<ReadAhead> owner;
        private boolean isAsked;

        Reader(ReadAhead owner) {
            this.owner = new WeakReference<>(owner);
        }

        /** There is something to read, or the end has come. */
        synchronized void ask() {
            isAsked = true;
            notifyAll();
        }

        @Override
        public void run() {
            boolean goesOn = true;
            while (goesOn) {
                goesOn = awaitRequest() && read();
            }
        }

        private boolean read() {
            ReadAhead asking = owner.get();
            if (asking == null || asking.isClosed()) {
                return false;
            }
            asking.read();
            return true;
        }

        private synchronized boolean awaitRequest() {
            while (!isAsked) {
                if (owner.refersTo(null)) {
                    return false;
                }
                try {
                    wait(LOOK_MILLIS);
                } catch (InterruptedException e) {
                    return false;
                }
            }
            isAsked = false;
            return true;
        }
    }

    private void finish(int got, IOException thrown) {
        Runnable told;
        synchronized (this) {
            value = thrown == null ? got : NOTHING;
            failure = thrown;
            reading = false;
            notifyAll();
            told = listener;
        }
        if (told != null) {
            told.run();
        }
    }
}
