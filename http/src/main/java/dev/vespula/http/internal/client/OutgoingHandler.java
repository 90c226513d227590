package dev.vespula.http.internal.client;

import dev.vespula.component.ComponentLinker;
import dev.vespula.component.PerInstance;
import dev.vespula.component.Result;
import dev.vespula.http.HttpField;
import dev.vespula.http.internal.body.BodyQueue;
import dev.vespula.http.internal.body.BodyRelay;
import dev.vespula.http.internal.exchange.FutureIncomingResponse;
import dev.vespula.http.internal.exchange.FutureIncomingResponse.ReceivedResponse;
import dev.vespula.http.internal.exchange.IncomingResponse;
import dev.vespula.http.internal.exchange.OutgoingRequest;
import dev.vespula.http.internal.exchange.RequestOptions;
import dev.vespula.http.internal.message.ErrorCode;
import dev.vespula.http.internal.message.Fields;
import dev.vespula.http.internal.message.HttpFailure;
import dev.vespula.wasi.internal.io.ResourceCount;
import dev.vespula.wasi.internal.network.LookupThreads;
import java.lang.invoke.MethodHandles;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/** {@code wasi:http/outgoing-handler}, with the client of the JDK. Follows no redirects. */
public final class OutgoingHandler {
    private static final String NAME = "wasi:http/outgoing-handler@0.2.12";

    private final ResourceCount count;
    private final Destinations destinations;
    private final Clients clients;

    /** For a process. */
    OutgoingHandler(ResourceCount count, Destinations destinations, Clients clients) {
        this.count = count;
        this.destinations = destinations;
        this.clients = clients;
    }

    /** Defines it. */
    public static <T> void define(ComponentLinker<T> linker, PerInstance<T, OutgoingHandler> process) {
        linker.instance(NAME).define(MethodHandles.lookup(), OutgoingHandler.class, process);
    }

    /** {@code handle}: begins to send the request. */
    public Result<FutureIncomingResponse, ErrorCode> handle(OutgoingRequest request, Optional<RequestOptions> options) {
        try {
            Sending sending = new Sending(request, options);
            CompletableFuture<Result<ReceivedResponse, ErrorCode>> future = new CompletableFuture<>();
            FutureIncomingResponse response = new FutureIncomingResponse(count, future);
            request.sent();
            sending.start(future);
            return Result.ok(response);
        } catch (HttpFailure refused) {
            return Result.err(refused.code());
        } finally {
            request.close();
            options.ifPresent(RequestOptions::close);
        }
    }

    /** One request under way. */
    private final class Sending {
        private final Target target;
        private final String method;
        private final List<HttpField> fields;
        private final BodyQueue queue;
        private final BodyPublisher body;
        private final Duration connect;
        private final Duration firstByte;
        private final Duration betweenBytes;

        Sending(OutgoingRequest request, Optional<RequestOptions> options) throws HttpFailure {
            this.method = request.method().text();
            if (method.equals("CONNECT")) {
                throw new HttpFailure(new ErrorCode.HttpRequestMethodInvalid(), "CONNECT opens a tunnel, and is no request");
            }
            this.target = Target.of(request);
            destinations.checkName(target);
            this.fields = request.fields();
            this.queue = request.queue();
            this.body = body(request);
            this.connect = RequestOptions.duration(options.flatMap(RequestOptions::connectTimeout));
            this.firstByte = RequestOptions.duration(options.flatMap(RequestOptions::firstByteTimeout));
            this.betweenBytes = RequestOptions.duration(options.flatMap(RequestOptions::betweenBytesTimeout));
        }

        private BodyPublisher body(OutgoingRequest request) throws HttpFailure {
            OptionalLong length = request.length();
            if (request.takenBody() == null) {
                if (length.orElse(0) > 0) {
                    throw new HttpFailure(new ErrorCode.HttpRequestBodySize(Optional.of(0L)), "a content-length and no body");
                }
                return BodyPublishers.noBody();
            }
            return length.isEmpty() ? BodyPublishers.fromPublisher(queue)
                    : length.getAsLong() == 0 ? BodyPublishers.noBody() : BodyPublishers.fromPublisher(queue, length
                            .getAsLong());
        }

        void start(CompletableFuture<Result<ReceivedResponse, ErrorCode>> future) {
            lookUp(future).thenCompose(addresses -> send(addresses, 0, future)).whenComplete((response, thrown) -> {
                if (thrown != null) {
                    queue.discard();
                    future.complete(Result.err(Failures.code(thrown)));
                    return;
                }
                Result<ReceivedResponse, ErrorCode> received = received(response);
                if (!future.complete(received) && received instanceof Result.Ok<ReceivedResponse, ErrorCode> unwanted) {
                    unwanted.value().giveUp();
                }
            });
        }

        /** The addresses of the host; looking names up waits, so that other threads do it. */
        private CompletableFuture<List<InetAddress>> lookUp(CompletableFuture<?> wanted) {
            CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
            try {
                Future<?> lookup = LookupThreads.submit(() -> {
                    try {
                        found.complete(destinations.addresses(target));
                    } catch (HttpFailure | RuntimeException | Error e) {
                        found.completeExceptionally(e);
                    }
                });
                wanted.whenComplete((value, thrown) -> {
                    if (wanted.isCancelled()) {
                        lookup.cancel(false);
                        found.cancel(false);
                    }
                });
            } catch (RejectedExecutionException e) {
                found.completeExceptionally(new HttpFailure(new ErrorCode.DnsError(new ErrorCode.DnsErrorPayload(Optional.of(
                        "too many names are looked up"), Optional.empty())), "too many names are looked up", e));
            }
            return found;
        }

        /** Tries one address after the other, until one takes the connection. */
        private CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> send(List<InetAddress> addresses, int index,
                CompletableFuture<?> wanted) {
            HttpRequest.Builder request = clients.request(target, addresses.get(index)).version(target.isSecure()
                    ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1).timeout(firstByte).method(method, body);
            for (HttpField each : fields) {
                if (each.name().equalsIgnoreCase("expect")) {
                    request.expectContinue(each.value().equalsIgnoreCase("100-continue"));
                } else if (!each.name().equalsIgnoreCase("content-length")) {
                    request.header(each.name(), each.value());
                }
            }
            CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> sent = clients.client(connect).sendAsync(
                    request.build(), BodyHandlers.ofPublisher());
            wanted.whenComplete((value, thrown) -> {
                if (wanted.isCancelled()) {
                    sent.cancel(true);
                }
            });
            if (target.isSecure() || index + 1 >= addresses.size()) {
                return sent;
            }
            return sent.handle((response, thrown) -> thrown instanceof ConnectException || thrown != null && thrown
                    .getCause() instanceof ConnectException ? send(addresses, index + 1, wanted) : sent).thenCompose(
                            next -> next);
        }

        private Result<ReceivedResponse, ErrorCode> received(HttpResponse<Flow.Publisher<List<ByteBuffer>>> response) {
            List<HttpField> received = new ArrayList<>();
            long size = 0;
            for (var each : response.headers().map().entrySet()) {
                for (String value : each.getValue()) {
                    size += each.getKey().length() + value.length() + Fields.FIELD_BYTES;
                    if (!each.getKey().startsWith(":")) {
                        received.add(new HttpField(each.getKey(), value));
                    }
                }
            }
            SingleBuffers buffers = new SingleBuffers(response.body());
            if (size > Fields.MOST_BYTES) {
                buffers.abandon();
                return Result.err(new ErrorCode.HttpResponseHeaderSectionSize(Optional.of(size)));
            }
            BodyRelay relay = new BodyRelay(buffers, List::of, new BodyRelay.Limits(Long.MAX_VALUE,
                    ErrorCode.HttpResponseBodySize::new, betweenBytes, Failures::code));
            relay.end().whenComplete((trailers, thrown) -> buffers.abandon());
            return Result.ok(new Received(response.statusCode(), received, relay));
        }
    }

    /** An answer that nobody owns yet. */
    private record Received(int status, List<HttpField> fields, BodyRelay relay) implements ReceivedResponse {
        @Override
        public IncomingResponse open(ResourceCount count) {
            return new IncomingResponse(count, status, fields, relay);
        }

        @Override
        public void giveUp() {
            relay.giveUp();
        }
    }
}
