package dev.vespula.wasi.internal.io;

import dev.vespula.component.HostCall;
import dev.vespula.wasi.WasiPollable;
import java.util.List;

/** {@code pollable} of {@code wasi:io/poll}: something that a guest can wait for. */
public final class Pollable extends HostedResource implements WasiPollable {
    private final Source source;

    /** Something to wait for. */
    public Pollable(ResourceCount count, Source source) {
        super(count);
        this.source = source;
    }

    Source source() {
        return source;
    }

    /** {@code ready}. */
    public boolean ready() {
        return source.isReady();
    }

    /** {@code block}. */
    public void block(HostCall<?> call) {
        new Poll().poll(call, List.of(this));
    }
}
