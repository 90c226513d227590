package dev.vespula.wasi.internal.descriptors;

import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.ErrnoException;
import dev.vespula.wasi.internal.files.StopSignal;
import java.io.IOException;
import java.util.Arrays;

/**
 * The open descriptors of one process by number; a new one gets the lowest number that is free. Thread-safe. A number keeps its
 * meaning while a thread has its {@link Turn}: who closes or moves a descriptor takes the turn first.
 */
public final class FdTable {
    /** More descriptors than this are refused, so that a guest cannot exhaust the host's. */
    private final int limit;
    private Descriptor[] descriptors = new Descriptor[16];
    /** Descriptors that are open, and those about to be. */
    private int used;
    private boolean closed;

    public FdTable(int limit) {
        this.limit = limit;
    }

    /** The descriptor of a number; BADF when it is not open. */
    public synchronized Descriptor get(int fd) throws ErrnoException {
        Errno.BADF.when(fd < 0 || fd >= descriptors.length || descriptors[fd] == null);
        return descriptors[fd];
    }

    /**
     * Waits until nobody else works on a descriptor and keeps others away until the turn is closed.
     *
     * @param stop ends the waiting
     * @throws IOException BADF when the number is not open, INTR when told to stop
     */
    public Turn take(int fd, StopSignal stop) throws IOException {
        return take(fd, fd, stop);
    }

    /** As {@link #take(int, StopSignal)}, for a function on two descriptors, which may be the same. */
    public Turn take(int fd, int other, StopSignal stop) throws IOException {
        while (true) {
            Descriptor one = get(fd);
            Descriptor two = get(other);
            Turn turn = take(one, two, stop);
            if (isOpen(fd, one) && isOpen(other, two)) {
                return turn;
            }
            // Closed or moved while this thread waited.
            turn.close();
        }
    }

    /**
     * The turn of a descriptor if nobody else has it, null otherwise.
     *
     * @throws ErrnoException BADF when the number is not open
     */
    public Turn tryTake(int fd) throws ErrnoException {
        Descriptor descriptor = get(fd);
        if (!descriptor.tryAcquire()) {
            return null;
        }
        if (isOpen(fd, descriptor)) {
            return new Turn(descriptor, null);
        }
        descriptor.release();
        return null;
    }

    /** Always in the same order, or two threads with one descriptor each would wait for each other. */
    private static Turn take(Descriptor one, Descriptor two, StopSignal stop) throws IOException {
        boolean inOrder = one.order() <= two.order();
        Descriptor first = inOrder ? one : two;
        Descriptor second = inOrder ? two : one;
        first.acquire(stop);
        if (first == second) {
            return new Turn(first, null);
        }
        try {
            second.acquire(stop);
        } catch (IOException e) {
            first.release();
            throw e;
        }
        return new Turn(first, second);
    }

    private synchronized boolean isOpen(int fd, Descriptor descriptor) {
        return fd < descriptors.length && descriptors[fd] == descriptor;
    }

    /** The descriptor of a number, which must have all these rights. */
    public Descriptor get(int fd, long rights) throws ErrnoException {
        Descriptor descriptor = get(fd);
        descriptor.require(rights);
        return descriptor;
    }

    /** The directory of a number, which must have all these rights. NOTDIR comes before NOTCAPABLE, as guests expect. */
    public OpenDirectory directory(int fd, long rights) throws ErrnoException {
        OpenDirectory directory = get(fd).directory();
        directory.require(rights);
        return directory;
    }

    public Socket socket(int fd, long rights) throws ErrnoException {
        Socket socket = get(fd).socket();
        socket.require(rights);
        return socket;
    }

    /** Room for one descriptor, taken before the host opens anything for it. To be closed whether or not it was used. */
    public final class Reservation implements AutoCloseable {
        private boolean held = true;

        private Reservation() {}

        /**
         * Gives a descriptor the lowest free number.
         *
         * @throws IOException BADF when the process has ended; the descriptor is closed then
         */
        public int give(Descriptor descriptor) throws IOException {
            int fd = put(descriptor);
            if (fd < 0) {
                descriptor.close();
                throw Errno.BADF.exception();
            }
            held = false;
            return fd;
        }

        @Override
        public void close() {
            if (held) {
                held = false;
                giveUp();
            }
        }
    }

    /**
     * Takes room for a descriptor.
     *
     * @throws ErrnoException MFILE when the guest has as many as it may, BADF when the process has ended
     */
    public synchronized Reservation reserve() throws ErrnoException {
        Errno.BADF.when(closed);
        Errno.MFILE.when(used >= limit);
        used++;
        return new Reservation();
    }

    /** Adds what the embedder gives, whatever the limit is; it counts, though. */
    public synchronized int add(Descriptor descriptor) {
        used++;
        return put(descriptor);
    }

    private synchronized void giveUp() {
        used--;
    }

    /** The number, or -1 after the end. */
    private synchronized int put(Descriptor descriptor) {
        if (closed) {
            return -1;
        }
        int fd = 0;
        while (fd < descriptors.length && descriptors[fd] != null) {
            fd++;
        }
        if (fd == descriptors.length) {
            descriptors = Arrays.copyOf(descriptors, fd * 2);
        }
        descriptors[fd] = descriptor;
        return fd;
    }

    /** Takes a descriptor, whose turn the caller has, out of the table and releases what it holds. */
    public void close(int fd) throws IOException {
        Descriptor descriptor;
        synchronized (this) {
            descriptor = get(fd);
            descriptors[fd] = null;
            used--;
        }
        descriptor.close();
    }

    /** Moves a descriptor to the number of another open one, which is closed. The caller has the turns of both. */
    public void renumber(int from, int to) throws IOException {
        Descriptor replaced;
        synchronized (this) {
            Descriptor moved = get(from);
            replaced = get(to);
            if (from == to) {
                return;
            }
            descriptors[to] = moved;
            descriptors[from] = null;
            used--;
        }
        replaced.close();
    }

    /**
     * Closes everything, each as soon as nobody works on it, and refuses what would be opened from now on. The first failure is
     * thrown after all have been tried.
     */
    public void closeAll() throws IOException {
        Descriptor[] open;
        synchronized (this) {
            closed = true;
            open = descriptors;
            descriptors = new Descriptor[0];
        }
        IOException failure = null;
        for (Descriptor descriptor : open) {
            if (descriptor != null) {
                descriptor.acquire();
                try {
                    descriptor.close();
                } catch (IOException e) {
                    failure = failure == null ? e : failure;
                } finally {
                    descriptor.release();
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
