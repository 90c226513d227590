package dev.vespula.http.internal.body;

import dev.vespula.component.Result;
import dev.vespula.http.HttpField;
import dev.vespula.http.internal.message.ErrorCode;
import dev.vespula.http.internal.message.Fields;
import dev.vespula.wasi.internal.io.HostedResource;
import dev.vespula.wasi.internal.io.Pollable;
import dev.vespula.wasi.internal.io.ResourceCount;
import dev.vespula.wasi.internal.io.StageSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** {@code future-trailers}. */
public final class FutureTrailers extends HostedResource {
    private final BodyRelay relay;
    private final StageSource end;
    private boolean isTaken;

    FutureTrailers(ResourceCount count, BodyRelay relay) {
        super(count);
        this.relay = relay;
        this.end = new StageSource(relay.end());
    }

    /** {@code subscribe}. */
    public Pollable subscribe() {
        return new Pollable(count(), end);
    }

    /** {@code get}: once. */
    public synchronized Optional<Result<Result<Optional<Fields>, ErrorCode>, Void>> get() {
        if (!relay.end().isDone()) {
            return Optional.empty();
        }
        if (isTaken) {
            return Optional.of(Result.err(null));
        }
        isTaken = true;
        try {
            List<HttpField> fields = relay.end().join();
            return Optional.of(Result.ok(Result.ok(fields.isEmpty() ? Optional.empty() : Optional.of(Fields.of(count(),
                    fields)))));
        } catch (CompletionException failed) {
            return Optional.of(Result.ok(Result.err(ErrorCode.of(failed).orElseGet(() -> ErrorCode.internal(
                    "the body broke off")))));
        }
    }

    @Override
    protected void release() {
        relay.giveUp();
    }
}
