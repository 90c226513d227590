package dev.vespula.wasi.internal.io;

import dev.vespula.component.HostCall;
import dev.vespula.component.Result;
import dev.vespula.wasi.WasiInput;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * {@code input-stream} of {@code wasi:io/streams}. What it reads from is a subclass's: it never waits, and says with its
 * {@link #source} when there is something. Thread-safe, since whoever waits reads in another thread.
 */
public abstract class GuestInput extends HostedResource implements WasiInput {
    /** The most that one read gives, whatever a guest asks for. */
    public static final int MOST_BYTES = 64 * 1024;
    private static final byte[] NOTHING = {};

    private boolean hasEnded;

    /** A stream of a process. */
    protected GuestInput(ResourceCount count) {
        super(count);
    }

    /**
     * Takes what is there.
     *
     * @param most more than 0, at most {@link #MOST_BYTES}
     * @return nothing if there is nothing yet, null at the end
     * @throws IOException what the guest is told once; the stream has ended then
     */
    protected abstract byte[] take(int most) throws IOException;

    /** Ready when {@link #take} gives something, the end, or a failure. */
    protected abstract Source source();

    /** {@code read}. */
    public final Result<byte[], StreamError> read(long length) {
        return read((int) (length < 0 ? MOST_BYTES : Math.min(length, MOST_BYTES)));
    }

    private synchronized Result<byte[], StreamError> read(int most) {
        if (hasEnded || isClosed()) {
            return Result.err(new StreamError.Closed());
        }
        if (most == 0) {
            return Result.ok(NOTHING);
        }
        try {
            byte[] taken = take(most);
            if (taken != null) {
                return Result.ok(taken);
            }
            hasEnded = true;
            return Result.err(new StreamError.Closed());
        } catch (IOException e) {
            hasEnded = true;
            return Result.err(new StreamError.LastOperationFailed(new IoError(count(), e)));
        }
    }

    /** {@code blocking-read}: at least a byte, or the end. */
    public final Result<byte[], StreamError> blockingRead(HostCall<?> call, long length) {
        return call.await(whenRead(length));
    }

    /** A read that waits for at least a byte, or the end. */
    public final CompletableFuture<Result<byte[], StreamError>> whenRead(long length) {
        return Wait.until(source(), () -> {
            Result<byte[], StreamError> result = read(length);
            return length != 0 && result instanceof Result.Ok<byte[], StreamError> ok && ok.value().length == 0 ? null : result;
        });
    }

    /** {@code skip}. */
    public final Result<Long, StreamError> skip(long length) {
        return counted(read(length));
    }

    /** {@code blocking-skip}. */
    public final Result<Long, StreamError> blockingSkip(HostCall<?> call, long length) {
        return call.await(Wait.until(source(), () -> {
            Result<Long, StreamError> result = skip(length);
            return length != 0 && result instanceof Result.Ok<Long, StreamError> ok && ok.value() == 0 ? null : result;
        }));
    }

    private static Result<Long, StreamError> counted(Result<byte[], StreamError> read) {
        return read instanceof Result.Err<byte[], StreamError> failed ? Result.err(failed.value())
                : Result.ok((long) ((Result.Ok<byte[], StreamError>) read).value().length);
    }

    /** {@code subscribe}. */
    public final Pollable subscribe() {
        return new Pollable(count(), new StreamSource(source(), this::hasEnded));
    }

    private synchronized boolean hasEnded() {
        return hasEnded || isClosed();
    }
}
