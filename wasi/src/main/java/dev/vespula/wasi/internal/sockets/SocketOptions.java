package dev.vespula.wasi.internal.sockets;

import dev.vespula.component.Result;
import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The options of a socket. They are those of its channel, and are known here as well, so that a listener can hand them on to the
 * connections it accepts. Used under the socket's lock.
 */
final class SocketOptions {
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    /** Options that the JDK has on some platforms only, in a module that need not be there. */
    private static final String IDLE = "TCP_KEEPIDLE";
    private static final String INTERVAL = "TCP_KEEPINTERVAL";
    private static final String COUNT = "TCP_KEEPCOUNT";
    private static final String[] INHERITED = {IDLE, INTERVAL, COUNT, StandardSocketOptions.SO_KEEPALIVE.name(),
        StandardSocketOptions.SO_RCVBUF.name(), StandardSocketOptions.SO_SNDBUF.name()};
    /** Larger values only mean what the host makes of the largest. */
    private static final long LARGEST_BUFFER = 1 << 30;
    private static final long LARGEST_TIME = 32_767;
    private static final long LARGEST_COUNT = 127;

    private NetworkChannel channel;
    /** What has been read or set last. */
    private final Map<String, Object> values = new LinkedHashMap<>();

    SocketOptions(NetworkChannel channel) {
        this.channel = channel;
    }

    /** From now on what has been known so far is all there is: the channel is given up. */
    void keep() {
        for (String name : INHERITED) {
            get(name, Object.class);
        }
        channel = null;
    }

    /** Sets on another channel what is known, as far as it has it. */
    void handOn(NetworkChannel other) {
        SocketOptions target = new SocketOptions(other);
        values.forEach(target::set);
    }

    Result<Boolean, ErrorCode> keepAlive() {
        return get(StandardSocketOptions.SO_KEEPALIVE.name(), Boolean.class);
    }

    Result<Void, ErrorCode> setKeepAlive(boolean value) {
        return set(StandardSocketOptions.SO_KEEPALIVE.name(), value);
    }

    Result<Long, ErrorCode> idleTime() {
        return time(IDLE);
    }

    Result<Void, ErrorCode> setIdleTime(long nanos) {
        return setTime(IDLE, nanos);
    }

    Result<Long, ErrorCode> interval() {
        return time(INTERVAL);
    }

    Result<Void, ErrorCode> setInterval(long nanos) {
        return setTime(INTERVAL, nanos);
    }

    Result<Long, ErrorCode> count() {
        return number(COUNT, 1);
    }

    Result<Void, ErrorCode> setCount(long count) {
        return count == 0 ? ErrorCode.INVALID_ARGUMENT.err() : set(COUNT, (int) unsignedMin(count, LARGEST_COUNT));
    }

    Result<Long, ErrorCode> receiveBuffer() {
        return number(StandardSocketOptions.SO_RCVBUF.name(), 1);
    }

    Result<Void, ErrorCode> setReceiveBuffer(long size) {
        return setBuffer(StandardSocketOptions.SO_RCVBUF.name(), size);
    }

    Result<Long, ErrorCode> sendBuffer() {
        return number(StandardSocketOptions.SO_SNDBUF.name(), 1);
    }

    Result<Void, ErrorCode> setSendBuffer(long size) {
        return setBuffer(StandardSocketOptions.SO_SNDBUF.name(), size);
    }

    /** The JDK has no option for the hops of packets for one host. */
    static Result<Void, ErrorCode> setHopLimit(int hops) {
        return hops == 0 ? ErrorCode.INVALID_ARGUMENT.err() : ErrorCode.NOT_SUPPORTED.err();
    }

    private Result<Void, ErrorCode> setBuffer(String name, long size) {
        return size == 0 ? ErrorCode.INVALID_ARGUMENT.err() : set(name, (int) unsignedMin(size, LARGEST_BUFFER));
    }

    private Result<Long, ErrorCode> time(String name) {
        return number(name, NANOS_PER_SECOND);
    }

    /** The host counts in seconds; a part of one is a whole one. */
    private Result<Void, ErrorCode> setTime(String name, long nanos) {
        if (nanos == 0) {
            return ErrorCode.INVALID_ARGUMENT.err();
        }
        long seconds = Long.divideUnsigned(nanos, NANOS_PER_SECOND);
        long whole = seconds + (Long.remainderUnsigned(nanos, NANOS_PER_SECOND) == 0 ? 0 : 1);
        return set(name, (int) Math.min(whole, LARGEST_TIME));
    }

    private static long unsignedMin(long value, long most) {
        return Long.compareUnsigned(value, most) < 0 ? value : most;
    }

    private Result<Long, ErrorCode> number(String name, long unit) {
        Result<Integer, ErrorCode> got = get(name, Integer.class);
        return got instanceof Result.Ok<Integer, ErrorCode> ok ? Result.ok(unit * ok.value())
                : Result.err(((Result.Err<Integer, ErrorCode>) got).value());
    }

    private <V> Result<V, ErrorCode> get(String name, Class<V> type) {
        SocketOption<?> option = option(name);
        try {
            if (option != null) {
                values.put(name, channel.getOption(option));
            }
        } catch (IOException e) {
            return SocketFailure.code(e).err();
        }
        Object known = values.get(name);
        return known == null ? ErrorCode.NOT_SUPPORTED.err() : Result.ok(type.cast(known));
    }

    private Result<Void, ErrorCode> set(String name, Object value) {
        SocketOption<?> option = option(name);
        if (option == null && !values.containsKey(name)) {
            return ErrorCode.NOT_SUPPORTED.err();
        }
        try {
            if (option != null) {
                set(option, value);
            }
            values.put(name, value);
            return Result.ok(null);
        } catch (IOException e) {
            return SocketFailure.code(e).err();
        }
    }

    private <V> void set(SocketOption<V> option, Object value) throws IOException {
        channel.setOption(option, option.type().cast(value));
    }

    private SocketOption<?> option(String name) {
        if (channel != null && channel.isOpen()) {
            for (SocketOption<?> each : channel.supportedOptions()) {
                if (each.name().equals(name)) {
                    return each;
                }
            }
        }
        return null;
    }
}
