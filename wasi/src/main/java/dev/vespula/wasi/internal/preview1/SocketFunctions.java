package dev.vespula.wasi.internal.preview1;

import dev.vespula.wasi.internal.descriptors.FdTable;
import dev.vespula.wasi.internal.descriptors.GuestMemory;
import dev.vespula.wasi.internal.descriptors.IoVectors;
import dev.vespula.wasi.internal.descriptors.Rights;
import dev.vespula.wasi.internal.descriptors.Socket;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.ErrnoException;
import dev.vespula.wasi.internal.files.Flags;
import dev.vespula.wasi.internal.files.StopSignal;
import java.io.IOException;

/**
 * The functions on sockets, which come from the embedder. All fail with BADF for a number that is not open, NOTSOCK for anything
 * but a socket, NOTCAPABLE without the right, and FAULT when a pointer leads out of the memory; only other causes are named.
 */
public final class SocketFunctions {
    private final FdTable table;
    private final StopSignal stop;

    public SocketFunctions(FdTable table, StopSignal stop) {
        this.table = table;
        this.stop = stop;
    }

    /**
     * {@code sock_accept}: takes a connection, waiting for one unless the listener must not block.
     *
     * @param flags of the new descriptor; only non-blocking is known
     * @throws IOException AGAIN, MFILE, INVAL for another flag or a socket that is a connection itself
     */
    public void accept(GuestMemory memory, int fd, int flags, int result) throws IOException {
        Socket listener = table.socket(fd, Rights.SOCK_ACCEPT);
        Flags.check(flags, Flags.FD_NONBLOCK);
        memory.check(result, Integer.BYTES);
        try (FdTable.Reservation number = table.reserve()) {
            memory.putI32(result, number.give(listener.accept(flags)));
        }
    }

    /**
     * {@code sock_recv}: receives into vectors; 0 bytes are the end.
     *
     * @param flags 1 to leave the data to be received again, 2 to wait until the vectors are full
     * @throws IOException AGAIN, CONNRESET, NOTCONN, INVAL for an unknown flag
     */
    public void receive(GuestMemory memory, int fd, int vectors, int count, int flags, int result, int resultFlags)
            throws IOException {
        Socket socket = table.socket(fd, Rights.FD_READ);
        Flags.check(flags, Flags.RECEIVE_ALL);
        IoVectors target = new IoVectors(memory, vectors, count, stop);
        memory.check(result, Integer.BYTES);
        memory.check(resultFlags, Short.BYTES);
        int received;
        if ((flags & Flags.RECEIVE_PEEK) != 0) {
            received = target.readFrom(socket::peek);
        } else if ((flags & Flags.RECEIVE_WAIT_ALL) != 0) {
            received = target.readFrom((buffer, length) -> readFully(socket, buffer, length));
        } else {
            received = target.readFrom(socket);
        }
        memory.putI32(result, received);
        memory.putI16(resultFlags, 0);
    }

    /**
     * {@code sock_send}: sends vectors.
     *
     * @param flags none are defined
     * @throws IOException AGAIN, PIPE, CONNRESET, NOTCONN, INVAL for a flag
     */
    public void send(GuestMemory memory, int fd, int vectors, int count, int flags, int result) throws IOException {
        Socket socket = table.socket(fd, Rights.FD_WRITE);
        Flags.check(flags, 0);
        IoVectors source = new IoVectors(memory, vectors, count, stop);
        memory.check(result, Integer.BYTES);
        memory.putI32(result, source.writeTo(socket));
    }

    /**
     * {@code sock_shutdown}: closes one or both directions of a connection.
     *
     * @param how 1 for receiving, 2 for sending, 3 for both
     * @throws IOException NOTCONN, INVAL for another value
     */
    public void shutdown(int fd, int how) throws IOException {
        Socket socket = table.socket(fd, Rights.SOCK_SHUTDOWN);
        Flags.check(how, Flags.SHUTDOWN_ALL);
        Errno.INVAL.when(how == 0);
        socket.shutdown(how);
    }

    private static int readFully(Socket socket, byte[] buffer, int length) throws IOException {
        int got = socket.read(buffer, length);
        byte[] rest = new byte[length];
        while (got > 0 && got < length) {
            int more;
            try {
                more = socket.read(rest, length - got);
            } catch (ErrnoException e) {
                // A socket that must not block gives what there is.
                return got;
            }
            if (more <= 0) {
                break;
            }
            System.arraycopy(rest, 0, buffer, got, more);
            got += more;
        }
        return got;
    }
}
