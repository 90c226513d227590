package dev.vespula.wasi;

import java.io.IOException;

/**
 * What the descriptors of one process share on their way to the host: when to give up, how much listings may keep, which
 * directories are open already, and which attributes of files the guest is shown. Thread-safe.
 */
final class Host {
    private final StopSignal stop;
    private final ListingRoom listingRoom = new ListingRoom();
    private final SharedDirectories directories = new SharedDirectories();
    private final RepeatableAttributes repeatable;

    Host(StopSignal stop, FileAttributes attributes) {
        this.stop = stop;
        this.repeatable = attributes == FileAttributes.REPEATABLE ? new RepeatableAttributes() : null;
    }

    StopSignal stop() {
        return stop;
    }

    ListingRoom listingRoom() {
        return listingRoom;
    }

    SharedDirectories directories() {
        return directories;
    }

    /** A file's attributes as the guest sees them. */
    Filestat shown(Filestat real) {
        return repeatable == null ? real : repeatable.shown(real);
    }

    /** Tells where a file's attributes can be had, which are only asked for when somebody wants to know them. */
    interface Attributes {
        Filestat get() throws IOException;
    }

    /** The guest has set a file's times, which it may read back. */
    void timesSet(Attributes file, FileTimes times) throws IOException {
        if (repeatable != null) {
            repeatable.timesSet(file.get(), times);
        }
    }

    /** The guest has removed a name of a file. */
    void removed(Filestat file) {
        if (repeatable != null && file != null) {
            repeatable.removed(file);
        }
    }

    /** Whether it matters to tell about a file that is {@link #removed}. */
    boolean remembersFiles() {
        return repeatable != null;
    }
}
