package dev.vespula.wasi.internal.sockets;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.Map;

/** Why something failed on a socket, with the code that the guest is told. */
public final class SocketFailure extends IOException {
    private static final long serialVersionUID = 1L;

    /** The JDK has exceptions for few causes; the others stand in the message, as the operating system words them. */
    private static final Map<String, ErrorCode> BY_MESSAGE = Map.ofEntries(Map.entry("too many open files",
            ErrorCode.NEW_SOCKET_LIMIT),
            Map.entry("address already in use", ErrorCode.ADDRESS_IN_USE),
            Map.entry("cannot assign", ErrorCode.ADDRESS_NOT_BINDABLE), Map.entry("can't assign",
                    ErrorCode.ADDRESS_NOT_BINDABLE),
            Map.entry("permission denied", ErrorCode.ACCESS_DENIED), Map.entry("message too long",
                    ErrorCode.DATAGRAM_TOO_LARGE),
            Map.entry("timed out", ErrorCode.TIMEOUT), Map.entry("unreachable", ErrorCode.REMOTE_UNREACHABLE),
            Map.entry("no route", ErrorCode.REMOTE_UNREACHABLE), Map.entry("host is down", ErrorCode.REMOTE_UNREACHABLE),
            Map.entry("reset", ErrorCode.CONNECTION_RESET), Map.entry("broken pipe", ErrorCode.CONNECTION_RESET),
            Map.entry("abort", ErrorCode.CONNECTION_ABORTED), Map.entry("refused", ErrorCode.CONNECTION_REFUSED),
            Map.entry("no buffer space", ErrorCode.OUT_OF_MEMORY));

    private final ErrorCode code;

    private SocketFailure(ErrorCode code, IOException cause) {
        super(code.name().toLowerCase(Locale.ROOT).replace('_', '-'), cause);
        this.code = code;
    }

    /** A failure of a stream; its message is the code. */
    static SocketFailure of(IOException cause) {
        return cause instanceof SocketFailure known ? known : new SocketFailure(code(cause), cause);
    }

    /** The code. */
    ErrorCode code() {
        return code;
    }

    /** Which code stands for an exception of the JDK. */
    static ErrorCode code(IOException cause) {
        if (cause instanceof PortUnreachableException) {
            return ErrorCode.CONNECTION_REFUSED;
        }
        if (cause instanceof NoRouteToHostException) {
            return ErrorCode.REMOTE_UNREACHABLE;
        }
        if (cause instanceof ClosedChannelException) {
            return ErrorCode.CONNECTION_ABORTED;
        }
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        for (Map.Entry<String, ErrorCode> each : BY_MESSAGE.entrySet()) {
            if (message.contains(each.getKey())) {
                return each.getValue();
            }
        }
        return cause instanceof BindException ? ErrorCode.ADDRESS_NOT_BINDABLE
                : cause instanceof ConnectException ? ErrorCode.CONNECTION_REFUSED : ErrorCode.UNKNOWN;
    }
}
