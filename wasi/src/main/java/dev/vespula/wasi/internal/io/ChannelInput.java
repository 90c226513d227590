package dev.vespula.wasi.internal.io;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;

/** A stream of the guest that reads a channel of the host, for which the reactor waits. */
public final class ChannelInput extends GuestInput {
    private final SelectableChannel channel;
    private final ChannelReader reader;

    /**
     * A stream.
     *
     * @param channel does not block; closed with the stream
     */
    public <C extends SelectableChannel & ReadableByteChannel> ChannelInput(ResourceCount count, C channel) {
        super(count);
        this.channel = channel;
        this.reader = ChannelReader.of(channel);
    }

    @Override
    protected byte[] take(int most) throws IOException {
        return reader.take(most);
    }

    @Override
    protected Source source() {
        return reader;
    }

    @Override
    protected void release() {
        try {
            Reactor.shared().close(channel);
        } catch (IOException e) {
            // The guest has dropped it, and there is nobody to tell.
        }
    }
}
