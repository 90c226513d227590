package dev.vespula.wasi.internal.sockets;

import dev.vespula.wasi.internal.io.Reactor;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.util.Locale;

/** How the channels of sockets are opened and closed. */
final class SocketChannels {
    private static final boolean IS_WINDOWS = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");

    private SocketChannels() {}

    /** Lets an address be used again at once. On Windows the option of that name lets others take it away. */
    static void reuse(NetworkChannel channel) throws IOException {
        if (!IS_WINDOWS) {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        }
    }

    /** Closes a channel, if it is one; those who wait for it are told. */
    static void close(SelectableChannel channel) {
        if (channel != null) {
            try {
                Reactor.shared().close(channel);
            } catch (IOException e) {
                // Nobody can do anything about it.
            }
        }
    }
}
