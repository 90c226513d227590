package dev.vespula.wasi.internal.descriptors;

import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.ErrnoException;
import dev.vespula.wasi.internal.files.FileTimes;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.files.Filestat;
import dev.vespula.wasi.internal.files.StopSignal;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a descriptor number stands for, with its rights and flags. Operations that a kind does not have answer with the error
 * POSIX gives for it, so the subclasses hold only what they can do. Used by one thread at a time: the one that has its {@link Turn}.
 */
public abstract class Descriptor implements IoVectors.Source, IoVectors.Sink {
    private static final AtomicLong COUNT = new AtomicLong();

    /** The order in which turns of several descriptors are taken. */
    private final long order = COUNT.incrementAndGet();
    private final ReentrantLock lock = new ReentrantLock();
    private final FileType type;
    private long rights;
    private long inheriting;
    private int flags;

    public Descriptor(FileType type, long rights, long inheriting, int flags) {
        this.type = type;
        this.rights = rights;
        this.inheriting = inheriting;
        this.flags = flags;
    }

    public final long order() {
        return order;
    }

    /** Waits for the turn, but no longer than the signal allows: INTR then. */
    public final void acquire(StopSignal stop) throws IOException {
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
    public final void acquire() {
        lock.lock();
    }

    /** Takes the turn if nobody else has it. */
    public final boolean tryAcquire() {
        return lock.tryLock();
    }

    /** Whether another thread waits for the turn. */
    public final boolean isAwaited() {
        return lock.hasQueuedThreads();
    }

    public final void release() {
        lock.unlock();
    }

    public final FileType type() {
        return type;
    }

    /** Its attributes: of what is no file nothing but its kind. */
    public Filestat filestat() throws IOException {
        return Filestat.ofStream(type);
    }

    /** Releases what the descriptor holds on the host. */
    public abstract void close() throws IOException;

    public final long rights() {
        return rights;
    }

    public final long inheriting() {
        return inheriting;
    }

    public final int flags() {
        return flags;
    }

    public final boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Fails with NOTCAPABLE unless the descriptor has all these rights. */
    public final void require(long needed) throws ErrnoException {
        Errno.NOTCAPABLE.when((rights & needed) != needed);
    }

    /** Rights can be given up but never regained. */
    public final void restrict(long newRights, long newInheriting) throws ErrnoException {
        Errno.NOTCAPABLE.when((newRights & ~rights) != 0 || (newInheriting & ~inheriting) != 0);
        rights = newRights;
        inheriting = newInheriting;
    }

    public void setFlags(int newFlags) throws IOException {
        flags = newFlags;
    }

    /** The directory this descriptor names; NOTDIR for every other kind. */
    public OpenDirectory directory() throws ErrnoException {
        throw Errno.NOTDIR.exception();
    }

    /** The socket this descriptor names; NOTSOCK for every other kind. */
    public Socket socket() throws ErrnoException {
        throw Errno.NOTSOCK.exception();
    }

    /** What reading and writing fails with where a kind cannot do it. */
    public Errno untransferable() {
        return Errno.BADF;
    }

    /** What everything fails with that needs a position where a kind has none. */
    public Errno unpositioned() {
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

    public int readAt(byte[] buffer, int length, long offset) throws IOException {
        throw unpositioned().exception();
    }

    public int writeAt(byte[] buffer, int length, long offset) throws IOException {
        throw unpositioned().exception();
    }

    /** The current position. */
    public long position() throws IOException {
        throw unpositioned().exception();
    }

    /** Moves the current position, which must not be negative. */
    public void position(long newPosition) throws IOException {
        throw unpositioned().exception();
    }

    /** The size that seeking from the end counts from. */
    public long size() throws IOException {
        throw unpositioned().exception();
    }

    public void setSize(long size) throws IOException {
        throw Errno.INVAL.exception();
    }

    /** Makes the file at least {@code offset + length} bytes long. */
    public void allocate(long offset, long length) throws IOException {
        throw unpositioned().exception();
    }

    public void setTimes(FileTimes times) throws IOException {
        throw Errno.INVAL.exception();
    }

    /** Writes what the host still buffers; {@code metadata} tells whether attributes must be durable too. */
    public void sync(Durability durability) throws IOException {
        throw Errno.INVAL.exception();
    }

    /** What {@code fd_sync} and {@code fd_datasync} ask for. */
    public enum Durability { DATA, DATA_AND_METADATA }

    /** Whether a read would not block now. */
    public Readiness readReadiness() throws IOException {
        throw untransferable().exception();
    }

    /** Whether a write would not block now. */
    public Readiness writeReadiness() throws IOException {
        throw untransferable().exception();
    }
}
