package dev.vespula.wasi;

import java.io.IOException;
import java.util.Arrays;

/** The open descriptors of one process by number; a new one gets the lowest number that is free. Thread-safe. */
final class FdTable {
    /** More descriptors than this are refused, so that a guest cannot exhaust the host's. */
    static final int LIMIT = 4096;

    private Descriptor[] descriptors = new Descriptor[16];

    /** The descriptor of a number; BADF when it is not open. */
    synchronized Descriptor get(int fd) throws ErrnoException {
        if (fd < 0 || fd >= descriptors.length || descriptors[fd] == null) {
            throw Errno.BADF.exception();
        }
        return descriptors[fd];
    }

    /** What a function on a descriptor holds while it works, so that those of other threads wait: the descriptor. */
    synchronized Object lock(int fd) {
        return fd < 0 || fd >= descriptors.length || descriptors[fd] == null ? new Object() : descriptors[fd];
    }

    /** The descriptor of a number, which must have all these rights. */
    Descriptor get(int fd, long rights) throws ErrnoException {
        Descriptor descriptor = get(fd);
        descriptor.require(rights);
        return descriptor;
    }

    /** The directory of a number, which must have all these rights. NOTDIR comes before NOTCAPABLE, as guests expect. */
    OpenDirectory directory(int fd, long rights) throws ErrnoException {
        OpenDirectory directory = get(fd).directory();
        directory.require(rights);
        return directory;
    }

    Socket socket(int fd, long rights) throws ErrnoException {
        Socket socket = get(fd).socket();
        socket.require(rights);
        return socket;
    }

    /**
     * Gives a descriptor the lowest free number.
     *
     * @throws IOException MFILE when the table is full; the descriptor is closed then
     */
    synchronized int add(Descriptor descriptor) throws IOException {
        int fd = 0;
        while (fd < descriptors.length && descriptors[fd] != null) {
            fd++;
        }
        if (fd == LIMIT) {
            descriptor.close();
            throw Errno.MFILE.exception();
        }
        if (fd == descriptors.length) {
            descriptors = Arrays.copyOf(descriptors, Math.min(LIMIT, fd * 2));
        }
        descriptors[fd] = descriptor;
        return fd;
    }

    /** Takes a descriptor out of the table and releases it. */
    synchronized void close(int fd) throws IOException {
        Descriptor descriptor = get(fd);
        descriptors[fd] = null;
        descriptor.close();
    }

    /** Moves a descriptor to the number of another open one, which is closed. */
    synchronized void renumber(int from, int to) throws IOException {
        Descriptor moved = get(from);
        Descriptor replaced = get(to);
        if (from == to) {
            return;
        }
        descriptors[to] = moved;
        descriptors[from] = null;
        replaced.close();
    }

    /** Closes everything; the first failure is thrown after all have been tried. */
    synchronized void closeAll() throws IOException {
        IOException failure = null;
        for (int fd = 0; fd < descriptors.length; fd++) {
            if (descriptors[fd] != null) {
                try {
                    close(fd);
                } catch (IOException e) {
                    failure = failure == null ? e : failure;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
