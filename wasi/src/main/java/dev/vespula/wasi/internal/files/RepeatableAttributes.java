package dev.vespula.wasi.internal.files;

import dev.vespula.wasi.FileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Attributes that tell nothing of the host: see {@link FileAttributes#REPEATABLE}. Thread-safe. */
public final class RepeatableAttributes {
    /** The first second of the year 2000. Not 0: some programs take that for a file that is missing. */
    public static final long TIME = 946_684_800_000_000_000L;

    private static final long DEVICE = 1;
    /** About 10 MB; a guest decides how many files there are. */
    private static final int KNOWN = 100_000;

    /** What has been seen, by what the host tells files apart with; the oldest first. */
    private final Map<Key, Seen> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Seen> eldest) {
            return size() > KNOWN;
        }
    };
    private long lastInode;

    private record Key(long device, Object identity) {}

    private static final class Seen {
        private final long inode;
        private long accessed = TIME;
        private long modified = TIME;

        Seen(long inode) {
            this.inode = inode;
        }
    }

    public synchronized Filestat shown(Filestat real) {
        if (isStream(real)) {
            return real;
        }
        Seen seen = seen(real);
        boolean directory = real.isDirectory();
        return new Filestat(real.identity(), DEVICE, seen.inode, real.type(), directory ? 1 : real.links(),
                directory ? 0 : real.size(), seen.accessed, seen.modified, TIME);
    }

    public synchronized void timesSet(Filestat real, FileTimes times) {
        if (isStream(real)) {
            return;
        }
        Seen seen = seen(real);
        seen.accessed = nanos(times.accessed(), seen.accessed);
        seen.modified = nanos(times.modified(), seen.modified);
    }

    /** The host may give the number of a file that is gone to the next one, or may not: both are new files for the guest. */
    public synchronized void removed(Filestat real) {
        if (real.isDirectory() || real.links() <= 1) {
            known.remove(key(real));
        }
    }

    private Seen seen(Filestat real) {
        return known.computeIfAbsent(key(real), key -> new Seen(++lastInode));
    }

    private static boolean isStream(Filestat real) {
        return real.identity() == null && real.inode() == 0;
    }

    private static Key key(Filestat real) {
        return new Key(real.device(), real.identity() == null ? (Object) real.inode() : real.identity());
    }

    private static long nanos(FileTime set, long before) {
        return set == null ? before : set.to(TimeUnit.NANOSECONDS);
    }
}
