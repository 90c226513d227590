package dev.vespula.wasi.internal.files;

import dev.vespula.wasi.FileAttributes;
import java.io.IOException;

/**
 * What the descriptors of one process share on their way to the host: when to give up, how much listings may keep, which
 * directories are open already, and which attributes of files the guest is shown. Thread-safe.
 */
public final class Host {
    private final StopSignal stop;
    private final ListingRoom listingRoom = new ListingRoom();
    private final SharedDirectories directories = new SharedDirectories();
    private final RepeatableAttributes repeatable;

    public Host(StopSignal stop, FileAttributes attributes) {
        this.stop = stop;
        this.repeatable = attributes == FileAttributes.REPEATABLE ? new RepeatableAttributes() : null;
    }

    public StopSignal stop() {
        return stop;
    }

    public ListingRoom listingRoom() {
        return listingRoom;
    }

    public SharedDirectories directories() {
        return directories;
    }

    /** A file's attributes as the guest sees them. */
    public Filestat shown(Filestat real) {
        return repeatable == null ? real : repeatable.shown(real);
    }

    /** Tells where a file's attributes can be had, which are only asked for when somebody wants to know them. */
    public interface Attributes {
        Filestat get() throws IOException;
    }

    /** The guest has set a file's times, which it may read back. */
    public void timesSet(Attributes file, FileTimes times) throws IOException {
        if (repeatable != null) {
            repeatable.timesSet(file.get(), times);
        }
    }

    /** The guest has removed a name of a file. */
    public void removed(Filestat file) {
        if (repeatable != null && file != null) {
            repeatable.removed(file);
        }
    }

    /** Whether it matters to tell about a file that is {@link #removed}. */
    public boolean remembersFiles() {
        return repeatable != null;
    }
}
