package dev.vespula.wasi.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Symbolic links' times to the nanosecond. Java 17 sets them in microseconds (later versions exactly), and a guest that reads
 * back another time than it set takes it for a failure. So the exact time is remembered for as long as the link still has the
 * rounded one.
 */
public final class ExactLinkTimes {
    private static final int KEPT = 256;

    private static final Map<Object, Times> REMEMBERED = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Times> eldest) {
            return size() > KEPT;
        }
    });

    private record Times(long accessed, long modified) {}

    private ExactLinkTimes() {}

    /** Notes the times just set on a link. */
    public static void remember(Path link, FileTimes times) throws IOException {
        BasicFileAttributes now = Files.readAttributes(link, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (now.isSymbolicLink() && now.fileKey() != null) {
            Times before = REMEMBERED.get(now.fileKey());
            REMEMBERED.put(now.fileKey(), new Times(
                    exact(times.accessed(), now.lastAccessTime(), before == null ? 0 : before.accessed),
                    exact(times.modified(), now.lastModifiedTime(), before == null ? 0 : before.modified)));
        }
    }

    /** Replaces the rounded times of a link by the ones that were set. */
    public static Filestat correct(Filestat stat) {
        if (!stat.isSymbolicLink() || stat.identity() == null) {
            return stat;
        }
        Times exact = REMEMBERED.get(stat.identity());
        if (exact == null) {
            return stat;
        }
        return stat.withTimes(choose(exact.accessed, stat.accessed()), choose(exact.modified, stat.modified()));
    }

    private static long exact(FileTime set, FileTime read, long before) {
        return set == null ? choose(before, read.to(TimeUnit.NANOSECONDS)) : set.to(TimeUnit.NANOSECONDS);
    }

    private static long choose(long exact, long read) {
        return read == exact / 1000 * 1000 ? exact : read;
    }
}
