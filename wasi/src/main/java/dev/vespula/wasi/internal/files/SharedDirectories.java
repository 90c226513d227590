package dev.vespula.wasi.internal.files;

import dev.vespula.wasi.Access;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.HashMap;
import java.util.Map;

/**
 * The directories that descriptors of one process hold. A directory is open once on the host, whatever number of descriptors name
 * it or files in it: with a handle for each, a thousand open files took three thousand descriptors of the host. Thread-safe.
 */
public final class SharedDirectories {
    private final Map<Key, Directory> open = new HashMap<>();

    /** What makes two open directories the same for a guest. */
    public record Key(Object identity, FileSystem fileSystem, Access access) {}

    /**
     * The directory to hold in place of one that was just opened: the same, perhaps by another handle.
     *
     * @return retained for the caller, who must close it
     */
    public Directory share(Directory opened) throws IOException {
        Key key = opened.key();
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

    /** A shared directory has been closed. */
    public synchronized void closed(Key key, Directory directory) {
        open.remove(key, directory);
    }
}
