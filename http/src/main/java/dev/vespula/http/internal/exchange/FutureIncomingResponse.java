package dev.vespula.http.internal.exchange;

import dev.vespula.component.Result;
import dev.vespula.http.internal.message.ErrorCode;
import dev.vespula.wasi.internal.io.HostedResource;
import dev.vespula.wasi.internal.io.Pollable;
import dev.vespula.wasi.internal.io.ResourceCount;
import dev.vespula.wasi.internal.io.StageSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** {@code future-incoming-response}. */
public final class FutureIncomingResponse extends HostedResource {
    private final CompletableFuture<Result<ReceivedResponse, ErrorCode>> future;
    private final StageSource source;
    private boolean isTaken;

    /** An answer that has come, and has no owner yet. */
    public interface ReceivedResponse {
        /** Makes it a guest's. */
        IncomingResponse open(ResourceCount count);

        /** Nobody wants it. */
        void giveUp();
    }

    /**
     * An answer that will come.
     *
     * @param future does not fail; it is cancelled if the guest does not wait any more
     */
    public FutureIncomingResponse(ResourceCount count, CompletableFuture<Result<ReceivedResponse, ErrorCode>> future) {
        super(count);
        this.future = future;
        this.source = new StageSource(future);
    }

    /** {@code subscribe}. */
    public Pollable subscribe() {
        return new Pollable(count(), source);
    }

    /** {@code get}: once. */
    public synchronized Optional<Result<Result<IncomingResponse, ErrorCode>, Void>> get() {
        if (!future.isDone()) {
            return Optional.empty();
        }
        if (isTaken) {
            return Optional.of(Result.err(null));
        }
        isTaken = true;
        Result<ReceivedResponse, ErrorCode> got = future.join();
        return Optional.of(Result.ok(got instanceof Result.Ok<ReceivedResponse, ErrorCode> received ? Result.ok(received.value()
                .open(
                        count())) : Result.err(((Result.Err<ReceivedResponse, ErrorCode>) got).value())));
    }

    @Override
    protected void release() {
        synchronized (this) {
            if (isTaken) {
                return;
            }
            isTaken = true;
        }
        future.cancel(false);
        future.thenAccept(got -> {
            if (got instanceof Result.Ok<ReceivedResponse, ErrorCode> received) {
                received.value().giveUp();
            }
        });
    }
}
