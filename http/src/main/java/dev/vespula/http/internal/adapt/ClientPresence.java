package dev.vespula.http.internal.adapt;

import java.util.concurrent.CompletableFuture;

/** Whether the client of a request is there, and what is given up when it is not: it may go before the handler has begun. Thread-safe. */
public final class ClientPresence {
    private CompletableFuture<Void> run;
    private boolean isGone;

    /** The handler answers. */
    public void begun(CompletableFuture<Void> given) {
        boolean isLate;
        synchronized (this) {
            run = given;
            isLate = isGone;
        }
        if (isLate) {
            given.cancel(false);
        }
    }

    /** The client has gone. */
    public void gone() {
        CompletableFuture<Void> ended;
        synchronized (this) {
            isGone = true;
            ended = run;
        }
        if (ended != null) {
            ended.cancel(false);
        }
    }
}
