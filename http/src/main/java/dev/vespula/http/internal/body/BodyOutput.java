package dev.vespula.http.internal.body;

import dev.vespula.http.internal.message.HttpFailure;
import dev.vespula.wasi.internal.io.GuestOutput;
import dev.vespula.wasi.internal.io.ResourceCount;
import dev.vespula.wasi.internal.io.Source;
import java.io.IOException;

/** The stream with which a guest writes a body. What it has written counts as flushed: it goes out as fast as it is taken. */
final class BodyOutput extends GuestOutput {
    private final BodyQueue queue;

    BodyOutput(ResourceCount count, BodyQueue queue) {
        super(count);
        this.queue = queue;
    }

    @Override
    protected int room() throws IOException {
        return queue.room();
    }

    @Override
    protected void put(byte[] bytes, int from, int count) throws HttpFailure {
        queue.put(bytes, from, count);
    }

    @Override
    protected boolean flushed() {
        return true;
    }

    @Override
    protected Source source() {
        return queue;
    }
}
