package dev.vespula.wasi.internal.io;

import java.util.concurrent.atomic.AtomicBoolean;

/** A resource of the host's that a guest has a handle of. Counted in the process from its making until it is closed. */
public abstract class HostedResource implements AutoCloseable {
    private final ResourceCount count;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    /**
     * A resource of a process.
     *
     * @throws dev.vespula.Trap if the process has too many
     */
    protected HostedResource(ResourceCount count) {
        this.count = count;
        count.add();
    }

    /** The resources of the process. */
    protected final ResourceCount count() {
        return count;
    }

    /** Whether the guest has dropped it. */
    public final boolean isClosed() {
        return isClosed.get();
    }

    /** The guest has dropped it. */
    @Override
    public final void close() {
        if (isClosed.compareAndSet(false, true)) {
            count.remove();
            release();
        }
    }

    /** Releases what it holds. */
    protected void release() {
        // Most hold nothing.
    }
}
