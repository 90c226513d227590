package dev.vespula.wasi;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a descriptor number stands for, with its rights and flags. Operations that a kind does not have answer with the error
 * POSIX gives for it, so the subclasses hold only what they can do. Used by one thread at a time: the one that has its {@link Turn}.
 */
abstract class Descriptor implements IoVectors.Source, IoVectors.Sink {
    private static final AtomicLong COUNT = new AtomicLong();

    /** The order in which turns of several descriptors are taken. */
    private final long order = COUNT.incrementAndGet();
    private final ReentrantLock lock = new ReentrantLock();
    private long rights;
    private long inheriting;
    private int flags;

    Descriptor(long rights, long inheriting, int flags) {
        this.rights = rights;
        this.inheriting = inheriting;
        this.flags = flags;
    }

    final long order() {
        return order;
    }

    /** Waits for the turn, but no longer than the signal allows: INTR then. */
    final void acquire(StopSignal stop) throws IOException {
        try {
            while (!lock.tryLock() && !lock.tryLock(StopSignal.SLICE_MILLIS, TimeUnit.MILLISECONDS)) {
                stop.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Errno.INTR.exception();
        }
    }

    /** Waits for the turn whatever happens. */
    final void acquire() {
        lock.lock();
    }

    /** Takes the turn if nobody else has it. */
    final boolean tryAcquire() {
        return lock.tryLock();
    }

    /** Whether another thread waits for the turn. */
    final boolean isAwaited() {
        return lock.hasQueuedThreads();
    }

    final void release() {
        lock.unlock();
    }

    abstract FileType type();

    abstract Filestat filestat() throws IOException;

    /** Releases what the descriptor holds on the host. */
    abstract void close() throws IOException;

    final long rights() {
        return rights;
    }

    final long inheriting() {
        return inheriting;
    }

    final int flags() {
        return flags;
    }

    final boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Fails with NOTCAPABLE unless the descriptor has all these rights. */
    final void require(long needed) throws ErrnoException {
        Errno.NOTCAPABLE.when((rights & needed) != needed);
    }

    /** Rights can be given up but never regained. */
    final void restrict(long newRights, long newInheriting) throws ErrnoException {
        Errno.NOTCAPABLE.when((newRights & ~rights) != 0 || (newInheriting & ~inheriting) != 0);
        rights = newRights;
        inheriting = newInheriting;
    }

    void setFlags(int newFlags) throws IOException {
        flags = newFlags;
    }

    /** The directory this descriptor names; NOTDIR for every other kind. */
    OpenDirectory directory() throws ErrnoException {
        throw Errno.NOTDIR.exception();
    }

    /** The socket this descriptor names; NOTSOCK for every other kind. */
    Socket socket() throws ErrnoException {
        throw Errno.NOTSOCK.exception();
    }

    /** What reading and writing fails with where a kind cannot do it. */
    Errno untransferable() {
        return Errno.BADF;
    }

    /** What everything fails with that needs a position where a kind has none. */
    Errno unpositioned() {
        return Errno.SPIPE;
    }

    /** Reads at the current position; -1 or 0 at the end. */
    @Override
    public int read(byte[] buffer, int length) throws IOException {
        throw untransferable().exception();
    }

    /** Writes at the current position. */
    @Override
    public int write(byte[] buffer, int length) throws IOException {
        throw untransferable().exception();
    }

    int readAt(byte[] buffer, int length, long offset) throws IOException {
        throw unpositioned().exception();
    }

    int writeAt(byte[] buffer, int length, long offset) throws IOException {
        throw unpositioned().exception();
    }

    /** The current position. */
    long position() throws IOException {
        throw unpositioned().exception();
    }

    /** Moves the current position, which must not be negative. */
    void position(long newPosition) throws IOException {
        throw unpositioned().exception();
    }

    /** The size that seeking from the end counts from. */
    long size() throws IOException {
        throw unpositioned().exception();
    }

    void setSize(long size) throws IOException {
        throw Errno.INVAL.exception();
    }

    /** Makes the file at least {@code offset + length} bytes long. */
    void allocate(long offset, long length) throws IOException {
        throw unpositioned().exception();
    }

    void setTimes(FileTimes times) throws IOException {
        throw Errno.INVAL.exception();
    }

    /** Writes what the host still buffers; {@code metadata} tells whether attributes must be durable too. */
    void sync(Durability durability) throws IOException {
        throw Errno.INVAL.exception();
    }

    /** What {@code fd_sync} and {@code fd_datasync} ask for. */
    enum Durability { DATA, DATA_AND_METADATA }

    /** Whether a read would not block now. */
    Readiness readReadiness() throws IOException {
        throw untransferable().exception();
    }

    /** Whether a write would not block now. */
    Readiness writeReadiness() throws IOException {
        throw untransferable().exception();
    }
}
