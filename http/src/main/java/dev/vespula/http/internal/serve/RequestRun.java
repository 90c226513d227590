package dev.vespula.http.internal.serve;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.component.Result;
import dev.vespula.http.HandledRequest.Outcome;
import dev.vespula.http.HttpExchange;
import dev.vespula.http.HttpField;
import dev.vespula.http.HttpOptions;
import dev.vespula.http.HttpResponse;
import dev.vespula.http.internal.body.BodyQueue;
import dev.vespula.http.internal.body.BodyRelay;
import dev.vespula.http.internal.body.OutgoingBody;
import dev.vespula.http.internal.exchange.Answer;
import dev.vespula.http.internal.exchange.IncomingRequest;
import dev.vespula.http.internal.exchange.OutgoingResponse;
import dev.vespula.http.internal.exchange.ResponseOutparam;
import dev.vespula.http.internal.message.ErrorCode;
import dev.vespula.http.internal.message.HttpFailure;
import dev.vespula.wasi.internal.io.Reactor;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * One request, from its beginning until the guest is done and its answer has been taken. Four may end it: the guest, the client that
 * goes, the clock, and who closes the handler; whatever comes first, the others find it ended.
 */
final class RequestRun implements Answer {
    private static final Logger LOG = System.getLogger("dev.vespula.http");
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int LEAST_STATUS = 200;

    private final HttpExchange exchange;
    private final HttpOptions options;
    private final Guests guests;
    private final Executor executor;
    private final BodyRelay requestBody;
    /** Completes when guest and answer are done. */
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final CompletableFuture<Void> guestDone = new CompletableFuture<>();
    private CompletableFuture<?> call;
    private Guest guest;
    private BodyQueue responseBody;
    private boolean hasAnswered;
    private boolean isGone;
    private Outcome outcome = Outcome.ANSWERED;
    private OptionalLong fuelUsed = OptionalLong.empty();
    private boolean isTimeUp;
    private Reactor.Alarm alarm;

    RequestRun(HttpExchange exchange, HttpOptions options, Guests guests, Executor executor) {
        this.exchange = exchange;
        this.options = options;
        this.guests = guests;
        this.executor = executor;
        this.requestBody = new BodyRelay(exchange.body(), exchange::trailers, new BodyRelay.Limits(options.maxRequestBody(),
                ErrorCode.HttpRequestBodySize::new, null, thrown -> new ErrorCode.ConnectionTerminated()));
    }

    /** Completes when guest and answer are done. */
    CompletableFuture<Void> over() {
        return over;
    }

    /** How it has ended. */
    synchronized Outcome outcome() {
        return outcome;
    }

    /** What the guest has used, if that is metered and it was not stopped. */
    synchronized OptionalLong fuelUsed() {
        return fuelUsed;
    }

    /** The first reason counts. */
    private synchronized void ends(Outcome how) {
        outcome = outcome == Outcome.ANSWERED ? how : outcome;
    }

    /**
     * Begins, in the executor.
     *
     * @return completes with {@link #over}; cancelling it says that the client has gone
     */
    CompletableFuture<Void> start() {
        CompletableFuture<Void> told = new CompletableFuture<>();
        told.whenComplete((nothing, thrown) -> {
            if (told.isCancelled()) {
                clientGone();
            }
        });
        over.thenRun(() -> told.complete(null));
        guestDone.thenRun(this::endWithBody);
        synchronized (this) {
            alarm = Reactor.shared().at(System.nanoTime() + options.timeout().toNanos(), this::timeUp);
        }
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException e) {
            ends(Outcome.REFUSED);
            answer(Responses.empty(Responses.UNAVAILABLE));
            guestDone.complete(null);
        }
        return told;
    }

    private void run() {
        if (isLate()) {
            // Its time was up before there was a thread for it; others wait behind it.
            finish(null);
            return;
        }
        try {
            Guest taken = guests.take();
            synchronized (this) {
                guest = taken;
            }
            IncomingRequest request = new IncomingRequest(taken.resources(), exchange, requestBody);
            ResponseOutparam outparam = new ResponseOutparam(taken.resources(), this);
            CompletableFuture<?> begun = taken.begin(options).callAsync(executor, request, outparam);
            synchronized (this) {
                call = begun;
            }
            begun.whenComplete((nothing, thrown) -> finish(thrown));
            if (isLate()) {
                taken.store().interrupt();
                begun.cancel(false);
            }
        } catch (Exception | Error e) {
            finish(e);
        }
    }

    private synchronized boolean isLate() {
        return isGone || isTimeUp;
    }

    /** The guest is done, well or not. */
    private void finish(Throwable thrown) {
        Throwable failure = thrown instanceof CompletionException wrapped && wrapped.getCause() != null ? wrapped.getCause()
                : thrown;
        boolean wasStopped;
        boolean wasSlow;
        Guest ended;
        synchronized (this) {
            wasStopped = isGone || isTimeUp;
            wasSlow = isTimeUp || failure instanceof Trap trap && trap.code() == TrapCode.DEADLINE_EXCEEDED;
            ended = guest;
            guest = null;
        }
        if (ended != null && !wasStopped && options.fuel().isPresent()) {
            synchronized (this) {
                fuelUsed = OptionalLong.of(options.fuel().getAsLong() - ended.store().fuel());
            }
        }
        if (failure != null) {
            ends(wasSlow ? Outcome.TIMED_OUT : Outcome.FAILED);
            // Where it was when its time was up is worth knowing.
            boolean isKnown = wasStopped && !(wasSlow && failure instanceof Trap);
            LOG.log(isKnown ? Level.DEBUG : Level.ERROR, "a component failed to answer " + exchange.method() + " " + path(),
                    failure);
        }
        answer(Responses.empty(wasSlow ? Responses.GATEWAY_TIMEOUT : Responses.INTERNAL_ERROR));
        BodyQueue body = body();
        if (body != null) {
            // Nobody writes any more. Nothing happens if the body has ended.
            body.fail(new HttpFailure(ErrorCode.internal("not finished"), "the component has ended, and not its answer"));
        }
        requestBody.giveUp();
        if (ended == null) {
            guestDone.complete(null);
        } else if (failure == null && !wasStopped) {
            guests.give(ended);
            guestDone.complete(null);
        } else {
            // A call that was cancelled may still run: its turn ends first.
            ended.end(executor).whenComplete((nothing, refused) -> guestDone.complete(null));
        }
    }

    private synchronized BodyQueue body() {
        return responseBody;
    }

    /** The path for the log, without what could break its lines. */
    private String path() {
        String path = exchange.pathWithQuery();
        int query = path.indexOf('?');
        return (query < 0 ? path : path.substring(0, query)).replaceAll("[^!-~]", "?");
    }

    private void endWithBody() {
        BodyQueue body = body();
        if (body == null) {
            complete();
        } else {
            body.done().thenRun(this::complete);
        }
    }

    private void complete() {
        synchronized (this) {
            if (alarm != null) {
                Reactor.shared().cancel(alarm);
                alarm = null;
            }
        }
        over.complete(null);
    }

    // ---- what the guest says

    @Override
    public void inform(int status, List<HttpField> fields) {
        synchronized (this) {
            if (hasAnswered || isGone) {
                return;
            }
        }
        exchange.inform(status, fields);
    }

    @Override
    public void set(Result<OutgoingResponse, ErrorCode> response) {
        if (response instanceof Result.Err<OutgoingResponse, ErrorCode> error) {
            LOG.log(Level.WARNING, "a component answers " + exchange.method() + " " + path() + " with " + error.value());
            answer(Responses.empty(Responses.status(error.value())));
            return;
        }
        OutgoingResponse given = ((Result.Ok<OutgoingResponse, ErrorCode>) response).value();
        OutgoingBody body = given.takenBody();
        BodyQueue queue = given.queue();
        try {
            HttpResponse made = made(given, body);
            synchronized (this) {
                responseBody = queue;
            }
            given.sent();
            if (!answer(made)) {
                queue.discard();
            }
        } catch (HttpFailure e) {
            LOG.log(Level.WARNING, "a component answers " + exchange.method() + " " + path() + " with what is no answer: " + e
                    .getMessage());
            given.close();
            queue.discard();
            answer(Responses.empty(Responses.INTERNAL_ERROR));
        }
    }

    private HttpResponse made(OutgoingResponse given, OutgoingBody body) throws HttpFailure {
        int status = given.statusCode();
        OptionalLong length = given.length();
        if (status < LEAST_STATUS) {
            throw new HttpFailure(new ErrorCode.HttpProtocolError(), "the status " + status + ", which is no final one");
        }
        List<HttpField> fields = Responses.withOneLength(given.fields(), length);
        boolean isBodiless = exchange.method().equals("HEAD") || status == NO_CONTENT || status == NOT_MODIFIED;
        if (isBodiless) {
            given.queue().discard();
            return new HttpResponse(status, fields, OptionalLong.of(0), Responses.noBody(), List::of);
        }
        if (body == null) {
            if (length.orElse(0) > 0) {
                throw new HttpFailure(new ErrorCode.HttpResponseBodySize(Optional.of(0L)), "a content-length and no body");
            }
            given.queue().end();
            return new HttpResponse(status, fields, OptionalLong.of(0), given.queue(), List::of);
        }
        return new HttpResponse(status, fields, length, given.queue(), body::trailers);
    }

    @Override
    public void dropped() {
        // Without an answer it is a 500, which is sent when the guest has ended, or at once: it cannot say anything else.
        answer(Responses.empty(Responses.INTERNAL_ERROR));
    }

    /** Answers, if nobody has. */
    private boolean answer(HttpResponse response) {
        synchronized (this) {
            if (hasAnswered || isGone) {
                return false;
            }
            hasAnswered = true;
        }
        exchange.respond(response);
        return true;
    }

    // ---- who else may end it

    private void timeUp() {
        LOG.log(Level.WARNING, "time is up for " + exchange.method() + " " + path());
        synchronized (this) {
            isTimeUp = true;
            ends(Outcome.TIMED_OUT);
            // At once, since it may hold the thread that all who wait want, this one too.
            stopGuest();
        }
        // Not in the thread of all alarms: a server may take its time.
        try {
            executor.execute(() -> giveUp(Outcome.TIMED_OUT, Responses.GATEWAY_TIMEOUT, new IOException("time is up")));
        } catch (RejectedExecutionException e) {
            giveUp(Outcome.CLOSED, Responses.UNAVAILABLE, new IOException("the handler is closed", e));
        }
    }

    private void clientGone() {
        giveUp(Outcome.CANCELLED, Responses.UNAVAILABLE, new IOException("the client has gone"));
    }

    /**
     * Ends the request wherever it is: the guest where it waits, or at its next loop or call.
     *
     * @param how what to tell of it
     * @param status for the client, if it has not got another one
     */
    void giveUp(Outcome how, int status, IOException why) {
        ends(how);
        CompletableFuture<?> waiting;
        BodyQueue body;
        answer(Responses.empty(status));
        synchronized (this) {
            isGone = true;
            waiting = call;
            body = responseBody;
            stopGuest();
        }
        if (body != null) {
            body.fail(why);
            body.discard();
        }
        requestBody.giveUp();
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    /** With the lock: as long as it is held, the guest does not pass on to another request. */
    private void stopGuest() {
        if (guest != null) {
            guest.store().interrupt();
        }
    }
}
