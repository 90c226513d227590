package dev.vespula.http.internal.serve;

import dev.vespula.Engine;
import dev.vespula.component.Component;
import dev.vespula.http.HandledRequest.Outcome;
import dev.vespula.http.HttpExchange;
import dev.vespula.http.HttpHandler;
import dev.vespula.http.HttpOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A component as a handler of requests. */
public final class ComponentHandler implements HttpHandler {
    private final HttpOptions options;
    private final Guests guests;
    private final Executor executor;
    /** Null if the user has given the threads. */
    private final GuestThreads own;
    private final Set<RequestRun> running = new HashSet<>();
    private boolean isDraining;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    /** A handler. */
    public ComponentHandler(Engine engine, Component component, HttpOptions options) {
        if (component.engine() != engine) {
            throw new IllegalArgumentException("the component is of another engine");
        }
        this.options = options;
        this.guests = new Guests(component, options);
        this.own = options.executor() == null ? new GuestThreads(options.maxConcurrent()) : null;
        this.executor = own == null ? options.executor() : own;
    }

    @Override
    public CompletableFuture<Void> handle(HttpExchange given) {
        Observation observed = Observation.begin(given, options.observer());
        HttpExchange exchange = observed == null ? given : observed;
        int refusal = RequestCheck.status(exchange, options);
        RequestRun run = new RequestRun(exchange, options, guests, executor);
        synchronized (running) {
            if (refusal == RequestCheck.GOOD && (isDraining || running.size() >= options.maxConcurrent())) {
                refusal = Responses.UNAVAILABLE;
            }
            if (refusal == RequestCheck.GOOD) {
                running.add(run);
            }
        }
        if (refusal != RequestCheck.GOOD) {
            exchange.respond(Responses.empty(refusal));
            if (observed != null) {
                observed.end(Outcome.REFUSED, OptionalLong.empty());
            }
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> end = run.start();
        run.over().thenRun(() -> {
            if (observed != null) {
                observed.end(run.outcome(), run.fuelUsed());
            }
            ended(run);
        });
        return end;
    }

    private void ended(RequestRun run) {
        boolean isLast;
        synchronized (running) {
            running.remove(run);
            isLast = isDraining && running.isEmpty();
        }
        if (isLast) {
            drained.complete(null);
        }
    }

    @Override
    public int active() {
        synchronized (running) {
            return running.size();
        }
    }

    @Override
    public CompletableFuture<Void> drain() {
        boolean isIdle;
        synchronized (running) {
            isDraining = true;
            isIdle = running.isEmpty();
        }
        if (isIdle) {
            drained.complete(null);
        }
        return drained;
    }

    @Override
    public void close() {
        drain();
        List<RequestRun> left;
        synchronized (running) {
            left = new ArrayList<>(running);
        }
        left.forEach(run -> run.giveUp(Outcome.CLOSED, Responses.UNAVAILABLE, new IOException("the handler is closed")));
        guests.close();
        if (own != null) {
            drained.thenRun(own::shutdown);
        }
    }
}
