package dev.vespula.wasi.internal.files;

import dev.vespula.wasi.Access;
import dev.vespula.wasi.FileAttributes;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the descriptors of one process share on their way to the host: when to give up, how much listings may keep, which
 * directories are open already, and which attributes of files the guest is shown. Thread-safe.
 */
public final class Host {
    /** No number that an operating system gives: those have 32 bits, or 64 with the upper ones used last. */
    private static final long FIRST_DEVICE = 1L << 62;

    private final StopSignal stop;
    private final ListingRoom listingRoom = new ListingRoom();
    /**
     * The directories that descriptors hold. A directory is open once on the host, whatever number of descriptors name it or files
     * in it: with a handle for each, a thousand open files took three thousand descriptors of the host.
     */
    private final Map<SharedKey, Directory> open = new HashMap<>();
    private final RepeatableAttributes repeatable;
    /** Those without device numbers that have been given one. */
    private final List<FileSystem> numbered = new ArrayList<>();

    /** What makes two open directories the same for a guest. */
    record SharedKey(Object identity, FileSystem fileSystem, Access access) {}

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

    /**
     * The directory to hold in place of one that was just opened: the same, perhaps by another handle.
     *
     * @return retained for the caller, who must close it
     */
    public Directory share(Directory opened) throws IOException {
        SharedKey key = opened.key();
        if (key == null) {
            return opened.retain();
        }
        synchronized (this) {
            Directory known = open.get(key);
            if (known != null && known.tryRetain()) {
                return known;
            }
            Directory held = opened.retain();
            open.put(key, held);
            held.sharedAs(key);
            return held;
        }
    }

    /**
     * The device number to show for files that have none. Archives and file systems in memory number their files alike, so a guest that
     * has two of them could not tell their files apart.
     */
    synchronized long device(FileSystem fileSystem) {
        if (fileSystem == FileSystems.getDefault()) {
            return 0;
        }
        int known = numbered.indexOf(fileSystem);
        if (known < 0) {
            known = numbered.size();
            numbered.add(fileSystem);
        }
        return FIRST_DEVICE + known;
    }

    /** A shared directory has been closed. */
    synchronized void closed(SharedKey key, Directory directory) {
        open.remove(key, directory);
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
