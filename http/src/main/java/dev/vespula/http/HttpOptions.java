package dev.vespula.http;

import dev.vespula.wasi.HostResolver;
import dev.vespula.wasi.NetworkPolicy;
import dev.vespula.wasi.Wasi;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How components answer requests. Immutable: {@code with...} makes copies.
 *
 * <p>By default a component has a fresh instance for each request, no environment, no files, no network, 30 seconds, 256 MiB of
 * memories, and bodies of any length, which are streamed and never held as a whole.
 *
 * <pre>{@code
 * HttpOptions options = HttpOptions.DEFAULT.withTimeout(Duration.ofSeconds(5)).withMaxMemory(64 << 20).withMaxConcurrent(200);
 * HttpHandler limited = WasiHttp.handler(engine, component, options);
 * }</pre>
 */
public final class HttpOptions {
    /** The defaults. */
    public static final HttpOptions DEFAULT = new HttpOptions(new Draft());

    private final Draft values;

    /** What is being put together; not changed after that. */
    private static final class Draft implements Cloneable {
        private Callable<Wasi> process = () -> Wasi.builder().build();
        private Executor executor;
        private int maxConcurrent = 1000;
        private int maxUses = 1;
        private Duration timeout = Duration.ofSeconds(30);
        private OptionalLong fuel = OptionalLong.empty();
        private long maxMemory = 256L << 20;
        private long maxRequestBody = Long.MAX_VALUE;
        private long maxResponseBody = Long.MAX_VALUE;
        private int maxHeaderSize = 64 << 10;
        private NetworkPolicy network = NetworkPolicy.NONE;
        private HostResolver resolver = HostResolver.SYSTEM;
        private HttpObserver observer;
        private SSLContext tls;

        Draft copy() {
            try {
                return (Draft) clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private HttpOptions(Draft values) {
        this.values = values;
    }

    private static long checked(long number, long least, String what) {
        if (number < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ": " + number);
        }
        return number;
    }

    /**
     * A copy in which instances have other processes: environment, directories, standard streams, clocks.
     *
     * @param made called for each instance; the process is closed with the instance
     */
    public HttpOptions withProcess(Callable<Wasi> made) {
        Draft copy = values.copy();
        copy.process = Objects.requireNonNull(made, "made");
        return new HttpOptions(copy);
    }

    /**
     * A copy in which components run in an executor of the user's.
     *
     * @param given has one thread for each component that should run at a time; those that wait hold none. By default a handler has
     *     as many daemon threads as there are processors, and one more for each component that computes for longer than 10 milliseconds.
     */
    public HttpOptions withExecutor(@Nullable Executor given) {
        Draft copy = values.copy();
        copy.executor = Objects.requireNonNull(given, "given");
        return new HttpOptions(copy);
    }

    /** A copy with another number of requests that are answered at a time, 1,000 by default; others get a 503. */
    public HttpOptions withMaxConcurrent(int count) {
        Draft copy = values.copy();
        copy.maxConcurrent = (int) checked(count, 1, "the number of requests");
        return new HttpOptions(copy);
    }

    /**
     * A copy in which an instance answers several requests, one after the other. What the component keeps from one is then seen by the
     * next, whoever sent it.
     *
     * @param count how many at most; 1 by default. One that has trapped answers no more.
     */
    public HttpOptions withMaxUses(int count) {
        Draft copy = values.copy();
        copy.maxUses = (int) checked(count, 1, "the number of uses");
        return new HttpOptions(copy);
    }

    /** A copy with another time for a request, from its beginning until the body of the answer has been sent; 30 seconds by default. */
    public HttpOptions withTimeout(Duration time) {
        Draft copy = values.copy();
        checked(time.toMillis(), 1, "the milliseconds of a request");
        copy.timeout = time;
        return new HttpOptions(copy);
    }

    /** A copy with fuel for a request, which the engine must be configured for; there is none by default, and no limit. */
    public HttpOptions withFuel(long units) {
        Draft copy = values.copy();
        copy.fuel = OptionalLong.of(checked(units, 0, "fuel"));
        return new HttpOptions(copy);
    }

    /** A copy with another limit of the bytes of memories and tables that an instance has; 256 MiB by default. */
    public HttpOptions withMaxMemory(long bytes) {
        Draft copy = values.copy();
        copy.maxMemory = checked(bytes, 0, "memory");
        return new HttpOptions(copy);
    }

    /**
     * A copy with a limit of the bytes of a request's body. One that says that it is longer is answered with a 413, one that turns out to be
     * is an error for the component that reads it.
     */
    public HttpOptions withMaxRequestBody(long bytes) {
        Draft copy = values.copy();
        copy.maxRequestBody = checked(bytes, 0, "the size of a request");
        return new HttpOptions(copy);
    }

    /** A copy with a limit of the bytes of an answer's body: writing more is an error for the component. */
    public HttpOptions withMaxResponseBody(long bytes) {
        Draft copy = values.copy();
        copy.maxResponseBody = checked(bytes, 0, "the size of an answer");
        return new HttpOptions(copy);
    }

    /**
     * A copy in which components may make requests of their own, as far as a policy permits; by default they may make none. It is asked
     * for the name, and for each address that the name has ({@link NetworkPolicy#connectable}).
     */
    public HttpOptions withNetwork(NetworkPolicy policy) {
        Draft copy = values.copy();
        copy.network = Objects.requireNonNull(policy, "policy");
        return new HttpOptions(copy);
    }

    /** A copy in which the names of hosts are looked up elsewhere than in the operating system. */
    public HttpOptions withResolver(HostResolver resolver) {
        Draft copy = values.copy();
        copy.resolver = Objects.requireNonNull(resolver, "resolver");
        return new HttpOptions(copy);
    }

    /** A copy in which the requests of components trust, and show, other certificates than those of the JVM. */
    public HttpOptions withTls(@Nullable SSLContext context) {
        Draft copy = values.copy();
        copy.tls = Objects.requireNonNull(context, "context");
        return new HttpOptions(copy);
    }

    /** A copy with another limit of the bytes of a request's path and fields, 64 KiB by default; others get a 414 or 431. */
    public HttpOptions withMaxHeaderSize(int bytes) {
        Draft copy = values.copy();
        copy.maxHeaderSize = (int) checked(bytes, 0, "the size of a head");
        return new HttpOptions(copy);
    }

    /** A copy in which somebody is told of each request when it has ended; nobody by default. */
    public HttpOptions withObserver(@Nullable HttpObserver observer) {
        Draft copy = values.copy();
        copy.observer = Objects.requireNonNull(observer, "observer");
        return new HttpOptions(copy);
    }

    /** Is told of each request; null for nobody. */
    public @Nullable HttpObserver observer() {
        return values.observer;
    }

    /** What the requests of components must keep to. */
    public NetworkPolicy network() {
        return values.network;
    }

    /** Looks up names of hosts. */
    public HostResolver resolver() {
        return values.resolver;
    }

    /** The certificates for the requests of components; null for those of the JVM. */
    public @Nullable SSLContext tls() {
        return values.tls;
    }

    /** Makes the process of an instance. */
    public Callable<Wasi> process() {
        return values.process;
    }

    /** Where components run; null for threads of the handler's own. */
    public @Nullable Executor executor() {
        return values.executor;
    }

    /** How many requests are answered at a time. */
    public int maxConcurrent() {
        return values.maxConcurrent;
    }

    /** How many requests an instance answers. */
    public int maxUses() {
        return values.maxUses;
    }

    /** How long a request may take. */
    public Duration timeout() {
        return values.timeout;
    }

    /** The fuel of a request; empty if there is no limit. */
    public OptionalLong fuel() {
        return values.fuel;
    }

    /** Bytes of the memories and tables of an instance. */
    public long maxMemory() {
        return values.maxMemory;
    }

    /** Bytes of a request's body. */
    public long maxRequestBody() {
        return values.maxRequestBody;
    }

    /** Bytes of an answer's body. */
    public long maxResponseBody() {
        return values.maxResponseBody;
    }

    /** Bytes of a request's path and fields. */
    public int maxHeaderSize() {
        return values.maxHeaderSize;
    }
}
