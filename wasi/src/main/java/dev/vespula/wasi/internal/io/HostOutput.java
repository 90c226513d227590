package dev.vespula.wasi.internal.io;

import dev.vespula.wasi.internal.descriptors.Descriptor;
import dev.vespula.wasi.internal.files.Errno;
import java.io.IOException;
import java.util.Arrays;

/**
 * A stream of the host to which all output streams write that a guest asks for: standard output or error. It is written to at once,
 * by the thread of the guest.
 */
public final class HostOutput {
    private static final int ROOM = 64 * 1024;

    private final Descriptor output;

    /** Writes what a descriptor writes. */
    public HostOutput(Descriptor output) {
        this.output = output;
    }

    /** A stream for the guest, which ends without the host's. */
    public GuestOutput open(ResourceCount count) {
        return open(count, () -> {});
    }

    /**
     * A stream for the guest.
     *
     * @param closing what is done when the guest has dropped it
     */
    public GuestOutput open(ResourceCount count, Runnable closing) {
        return new PromptOutput(count, ROOM) {
            @Override
            protected void put(byte[] bytes, int from, int length) throws IOException {
                HostOutput.this.put(from == 0 ? bytes : Arrays.copyOfRange(bytes, from, from + length), length);
            }

            @Override
            protected void release() {
                closing.run();
            }
        };
    }

    private synchronized void put(byte[] bytes, int length) throws IOException {
        try {
            output.write(bytes, length);
        } catch (IOException e) {
            throw Errno.of(e) == Errno.PIPE ? new GuestOutput.EndOfStream() : e;
        }
    }
}
