package dev.vespula.wasi.internal.files;

import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/**
 * The access and modification times to set on a file.
 *
 * @param accessed null to leave it as it is
 * @param modified null to leave it as it is
 */
public record FileTimes(FileTime accessed, FileTime modified) {

    /**
     * Decodes the arguments of the set-times functions.
     *
     * @param now nanoseconds since 1970, for the flags that ask for the current time
     * @throws ErrnoException INVAL when a time is asked for both as a value and as the current time, or a flag is unknown
     */
    public static FileTimes of(long accessed, long modified, int flags, long now) throws ErrnoException {
        Flags.check(flags, Flags.TIME_ALL);
        return new FileTimes(
                time(accessed, flags & Flags.TIME_ACCESS, flags & Flags.TIME_ACCESS_NOW, now),
                time(modified, flags & Flags.TIME_MODIFIED, flags & Flags.TIME_MODIFIED_NOW, now));
    }

    private static FileTime time(long value, int asValue, int asNow, long now) throws ErrnoException {
        Errno.INVAL.when(asValue != 0 && asNow != 0);
        if (asNow != 0) {
            return FileTime.from(now, TimeUnit.NANOSECONDS);
        }
        if (asValue == 0) {
            return null;
        }
        Errno.OVERFLOW.when(value < 0);
        return FileTime.from(value, TimeUnit.NANOSECONDS);
    }

    public boolean isEmpty() {
        return accessed == null && modified == null;
    }
}
