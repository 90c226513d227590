package dev.vespula.wasi.internal.io;

import dev.vespula.wasi.internal.descriptors.InputDescriptor;
import java.io.IOException;
import java.util.Arrays;

/**
 * A stream of the host from which all input streams read that a guest asks for: standard input. Where it would block, it is read
 * ahead by a byte in a thread of its own, so that others can wait for it. Thread-safe.
 */
public final class HostInput extends WatchedSource {
    private final InputDescriptor input;

    /** Reads what a descriptor reads. */
    public HostInput(InputDescriptor input) {
        this.input = input;
    }

    /** A stream for the guest, which ends without the host's. */
    public GuestInput open(ResourceCount count) {
        return open(count, () -> {});
    }

    /**
     * A stream for the guest.
     *
     * @param closing what is done when the guest has dropped it
     */
    public GuestInput open(ResourceCount count, Runnable closing) {
        return new GuestInput(count) {
            @Override
            protected byte[] take(int most) throws IOException {
                return HostInput.this.take(most);
            }

            @Override
            protected Source source() {
                return HostInput.this;
            }

            @Override
            protected void release() {
                closing.run();
            }
        };
    }

    private synchronized byte[] take(int most) throws IOException {
        if (!input.readReadiness().ready()) {
            return new byte[0];
        }
        byte[] buffer = new byte[most];
        int got = input.read(buffer, most);
        return got <= 0 ? null : Arrays.copyOf(buffer, got);
    }

    @Override
    public synchronized boolean isReady() {
        try {
            return input.readReadiness().ready();
        } catch (IOException e) {
            // Reading it will tell.
            return true;
        }
    }

    @Override
    public void watch(Runnable waiter) {
        super.watch(waiter);
        input.whenReadable(this::tell);
    }
}
