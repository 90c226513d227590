package dev.vespula.wasi.internal.io;

import java.util.concurrent.CompletableFuture;

/** Waits for a pollable as a guest's {@code block} does. */
public final class PollableWait {
    private PollableWait() {}

    /** Complete when it is ready. */
    public static CompletableFuture<Boolean> of(Pollable pollable) {
        return Wait.until(pollable.source(), () -> pollable.ready() ? true : null);
    }
}
