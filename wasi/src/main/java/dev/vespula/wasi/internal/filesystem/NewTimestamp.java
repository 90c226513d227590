package dev.vespula.wasi.internal.filesystem;

import dev.vespula.wasi.internal.command.WallClock.Datetime;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.ErrnoException;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/** {@code new-timestamp}. */
public sealed interface NewTimestamp {
    /** Leave it as it is. */
    record NoChange() implements NewTimestamp {}

    /** The time of the process's clock. */
    record Now() implements NewTimestamp {}

    /** That time. */
    record Timestamp(Datetime time) implements NewTimestamp {}

    /**
     * The time to set, or null.
     *
     * @param now nanoseconds since 1970
     * @throws ErrnoException INVAL when it is no time, OVERFLOW beyond what attributes of files can say
     */
    default FileTime at(long now) throws ErrnoException {
        if (this instanceof Timestamp given) {
            long nanos = given.time.nanoseconds();
            Errno.INVAL.when(nanos < 0 || nanos >= TimeUnit.SECONDS.toNanos(1));
            long seconds = given.time.seconds();
            Errno.OVERFLOW.when(seconds < 0 || seconds >= TimeUnit.NANOSECONDS.toSeconds(Long.MAX_VALUE));
            return FileTime.from(TimeUnit.SECONDS.toNanos(seconds) + nanos, TimeUnit.NANOSECONDS);
        }
        return this instanceof Now ? FileTime.from(now, TimeUnit.NANOSECONDS) : null;
    }
}
