package dev.vespula.wasi.internal.io;

import dev.vespula.component.HostCall;
import dev.vespula.component.Result;
import dev.vespula.wasi.WasiOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * {@code output-stream} of {@code wasi:io/streams}. Where it writes is a subclass's: it never waits for long, and says with its
 * {@link #source} when there is room. Thread-safe, since whoever waits writes in another thread.
 */
public abstract class GuestOutput extends HostedResource implements WasiOutput {
    /** The most that a blocking write takes; the guest traps beyond. */
    static final int MOST_BLOCKING = 4096;
    private static final int ZEROS = 4096;

    private boolean hasEnded;
    private boolean isFlushing;
    /** What the guest may write, as it was told. */
    private long permit;

    /** A stream of a process. */
    protected GuestOutput(ResourceCount count) {
        super(count);
    }

    /**
     * How many bytes {@link #put} takes now; 0 if somebody has to wait.
     *
     * @throws IOException what the guest is told once; the stream has ended then
     * @throws EndOfStream if nobody reads any more
     */
    protected abstract int room() throws IOException;

    /** Takes bytes, not more than there was {@link #room} for. */
    protected abstract void put(byte[] bytes, int from, int count) throws IOException;

    /** Begins to hand on, or goes on handing on, what was put; tells whether all is. */
    protected abstract boolean flushed() throws IOException;

    /** Ready when there is room, or all is flushed, or something failed. */
    protected abstract Source source();

    /** What a subclass throws when nobody reads any more: the stream is closed, and nothing has failed. */
    public static final class EndOfStream extends IOException {
        private static final long serialVersionUID = 1L;

        /** The end. */
        public EndOfStream() {
            super("closed");
        }
    }

    /** {@code check-write}. */
    public final synchronized Result<Long, StreamError> checkWrite() {
        if (hasEnded || isClosed()) {
            return closed();
        }
        try {
            if (isFlushing) {
                isFlushing = !flushed();
            }
            permit = isFlushing ? 0 : room();
            return Result.ok(permit);
        } catch (IOException e) {
            return failed(e);
        }
    }

    /** {@code write}. */
    public final synchronized Result<Void, StreamError> write(byte[] bytes) {
        return write(bytes, bytes.length);
    }

    /** {@code write-zeroes}. */
    public final synchronized Result<Void, StreamError> writeZeroes(long length) {
        if (Long.compareUnsigned(length, permit) > 0) {
            throw beyondPermit();
        }
        return write(new byte[(int) Math.min(length, ZEROS)], (int) length);
    }

    /** Writes the bytes again and again, up to a length. */
    private Result<Void, StreamError> write(byte[] bytes, int length) {
        if (length > permit) {
            throw beyondPermit();
        }
        permit = 0;
        if (hasEnded || isClosed()) {
            return closed();
        }
        try {
            for (int done = 0; done < length; done += bytes.length) {
                put(bytes, 0, Math.min(bytes.length, length - done));
            }
            return Result.ok(null);
        } catch (IOException e) {
            return failed(e);
        }
    }

    private static RuntimeException beyondPermit() {
        return GuestError.trap("a write of more than `check-write` has permitted");
    }

    /** {@code flush}. */
    public final synchronized Result<Void, StreamError> flush() {
        if (hasEnded || isClosed()) {
            return closed();
        }
        permit = 0;
        try {
            isFlushing = !flushed();
            return Result.ok(null);
        } catch (IOException e) {
            return failed(e);
        }
    }

    /** {@code blocking-flush}. */
    public final Result<Void, StreamError> blockingFlush(HostCall<?> call) {
        Result<Void, StreamError> begun = flush();
        return begun.isOk() ? call.await(Wait.until(source(), this::flushedAll)) : begun;
    }

    private synchronized Result<Void, StreamError> flushedAll() {
        Result<Long, StreamError> room = checkWrite();
        return room instanceof Result.Err<Long, StreamError> failed ? Result.err(failed.value())
                : isFlushing ? null : Result.ok(null);
    }

    /** {@code blocking-write-and-flush}. */
    public final Result<Void, StreamError> blockingWriteAndFlush(HostCall<?> call, byte[] bytes) {
        if (bytes.length > MOST_BLOCKING) {
            throw GuestError.trap("a blocking write of more than 4096 bytes");
        }
        return call.await(whenWritten(bytes));
    }

    /** A write of any length, which waits until all is flushed. */
    public final CompletableFuture<Result<Void, StreamError>> whenWritten(byte[] bytes) {
        BlockingWrite write = new BlockingWrite(bytes);
        return Wait.until(source(), () -> goOn(write));
    }

    /** {@code blocking-write-zeroes-and-flush}. */
    public final Result<Void, StreamError> blockingWriteZeroesAndFlush(HostCall<?> call, long length) {
        if (Long.compareUnsigned(length, MOST_BLOCKING) > 0) {
            throw GuestError.trap("a blocking write of more than 4096 bytes");
        }
        return blockingWriteAndFlush(call, new byte[(int) length]);
    }

    /** How far a blocking write has come. */
    private static final class BlockingWrite {
        private final byte[] bytes;
        private int done;
        private boolean isFlushed;

        BlockingWrite(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    /**
     * Writes what there is room for and flushes at the end.
     *
     * @return null as long as it is not done
     */
    private synchronized Result<Void, StreamError> goOn(BlockingWrite write) {
        while (true) {
            Result<Long, StreamError> room = checkWrite();
            if (room instanceof Result.Err<Long, StreamError> failed) {
                return Result.err(failed.value());
            }
            if (write.done == write.bytes.length) {
                if (!write.isFlushed) {
                    write.isFlushed = true;
                    Result<Void, StreamError> flushed = flush();
                    if (!flushed.isOk()) {
                        return flushed;
                    }
                }
                return isFlushing ? null : Result.ok(null);
            }
            int count = (int) Math.min(permit, write.bytes.length - write.done);
            if (count == 0) {
                return null;
            }
            Result<Void, StreamError> result = write(Arrays.copyOfRange(write.bytes, write.done, write.done + count));
            write.done += count;
            if (!result.isOk()) {
                return result;
            }
        }
    }

    /** {@code splice}: moves what is there and what there is room for. */
    public final Result<Long, StreamError> splice(GuestInput from, long length) {
        Result<Long, StreamError> room = checkWrite();
        if (!(room instanceof Result.Ok<Long, StreamError> ok) || ok.value() == 0) {
            return room;
        }
        Result<byte[], StreamError> read = from.read(length < 0 ? ok.value() : Math.min(length, ok.value()));
        if (read instanceof Result.Err<byte[], StreamError> failed) {
            return Result.err(failed.value());
        }
        byte[] bytes = ((Result.Ok<byte[], StreamError>) read).value();
        Result<Void, StreamError> written = write(bytes);
        return written instanceof Result.Err<Void, StreamError> failed ? Result.err(failed.value())
                : Result.ok((long) bytes.length);
    }

    /** {@code blocking-splice}: moves at least a byte. */
    public final Result<Long, StreamError> blockingSplice(HostCall<?> call, GuestInput from, long length) {
        return call.await(whenSpliced(from, length));
    }

    /** A splice that waits until it has moved at least a byte. */
    public final CompletableFuture<Result<Long, StreamError>> whenSpliced(GuestInput from, long length) {
        return Wait.until(List.of(source(), from.source()), () -> {
            Result<Long, StreamError> moved = splice(from, length);
            return length != 0 && moved instanceof Result.Ok<Long, StreamError> ok && ok.value() == 0 ? null : moved;
        });
    }

    /** {@code subscribe}: ready when {@code check-write} will not give 0. */
    public final Pollable subscribe() {
        return new Pollable(count(), new StreamSource(source(), this::hasEnded));
    }

    private synchronized boolean hasEnded() {
        return hasEnded || isClosed();
    }

    private static <T> Result<T, StreamError> closed() {
        return Result.err(new StreamError.Closed());
    }

    private <T> Result<T, StreamError> failed(IOException failure) {
        hasEnded = true;
        return failure instanceof EndOfStream ? closed()
                : Result.err(new StreamError.LastOperationFailed(new IoError(count(), failure)));
    }
}
