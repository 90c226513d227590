package dev.vespula.wasi.internal.io;

/** An output stream that hands on at once what is written, in the thread of the guest: there is always room and nothing to flush. */
public abstract class PromptOutput extends GuestOutput {
    private final int room;

    /**
     * A stream of a process.
     *
     * @param room how many bytes one write may have
     */
    protected PromptOutput(ResourceCount count, int room) {
        super(count);
        this.room = room;
    }

    @Override
    protected final int room() {
        return room;
    }

    @Override
    protected final boolean flushed() {
        return true;
    }

    @Override
    protected final Source source() {
        return Source.READY;
    }
}
