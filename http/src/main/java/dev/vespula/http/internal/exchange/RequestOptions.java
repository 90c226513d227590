package dev.vespula.http.internal.exchange;

import dev.vespula.component.Result;
import dev.vespula.wasi.internal.io.HostedResource;
import dev.vespula.wasi.internal.io.ResourceCount;
import java.time.Duration;
import java.util.Optional;

/** {@code request-options}: nanoseconds, unsigned. */
public final class RequestOptions extends HostedResource {
    /** What is taken where nothing is said, and for more. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    private Optional<Long> connect = Optional.empty();
    private Optional<Long> firstByte = Optional.empty();
    private Optional<Long> betweenBytes = Optional.empty();

    /** Options that say nothing. */
    RequestOptions(ResourceCount count) {
        super(count);
    }

    /** {@code connect-timeout}. */
    public synchronized Optional<Long> connectTimeout() {
        return connect;
    }

    /** {@code set-connect-timeout}. */
    public synchronized Result<Void, Void> setConnectTimeout(Optional<Long> duration) {
        connect = duration;
        return Result.ok(null);
    }

    /** {@code first-byte-timeout}. */
    public synchronized Optional<Long> firstByteTimeout() {
        return firstByte;
    }

    /** {@code set-first-byte-timeout}. */
    public synchronized Result<Void, Void> setFirstByteTimeout(Optional<Long> duration) {
        firstByte = duration;
        return Result.ok(null);
    }

    /** {@code between-bytes-timeout}. */
    public synchronized Optional<Long> betweenBytesTimeout() {
        return betweenBytes;
    }

    /** {@code set-between-bytes-timeout}. */
    public synchronized Result<Void, Void> setBetweenBytesTimeout(Optional<Long> duration) {
        betweenBytes = duration;
        return Result.ok(null);
    }

    /** A time as Java has it, of at least a nanosecond and at most {@link #LONGEST}. */
    public static Duration duration(Optional<Long> nanos) {
        return nanos.filter(each -> each >= 0 && each < LONGEST.toNanos()).map(each -> Duration.ofNanos(Math.max(1, each)))
                .orElse(
                        LONGEST);
    }
}
