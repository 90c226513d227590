package dev.vespula.wasi.internal.descriptors;

import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.ErrnoException;
import dev.vespula.wasi.internal.files.Flags;

/**
 * What a guest opens a path for.
 *
 * @param openFlags {@code OPEN_...} of {@link Flags}
 * @param rights what the new descriptor shall be able to do; reading or writing decides how the host opens the file. More than the
 *     directory passes on is NOTCAPABLE; what does not apply to the kind of file is left out
 * @param inheriting what descriptors opened through the new one may have; what the directory does not pass on is left out
 * @param fdFlags {@code FD_...} of {@link Flags}
 */
public record OpenRequest(int openFlags, long rights, long inheriting, int fdFlags) {

    /** Whether it has a flag of {@code OPEN_...}. */
    boolean asks(int flag) {
        return (openFlags & flag) != 0;
    }

    /** Whether the host must open the file for writing. */
    boolean writes() {
        return (rights & Rights.FD_WRITE) != 0 || asks(Flags.OPEN_TRUNCATE);
    }

    /** Whether it must not exist. */
    boolean isOfNewFile() {
        return asks(Flags.OPEN_CREATE) && asks(Flags.OPEN_EXCLUSIVE);
    }

    /** What the directory must have. */
    private long needed() {
        return Rights.PATH_OPEN | (asks(Flags.OPEN_CREATE) ? Rights.PATH_CREATE_FILE : 0)
                | (asks(Flags.OPEN_TRUNCATE) ? Rights.PATH_FILESTAT_SET_SIZE : 0);
    }

    /**
     * The request as far as a directory allows it.
     *
     * @throws ErrnoException NOTCAPABLE for rights that it does not have or pass on, INVAL for flags that contradict each other
     */
    OpenRequest within(OpenDirectory directory) throws ErrnoException {
        directory.require(needed());
        Flags.check(openFlags, Flags.OPEN_ALL);
        Flags.check(fdFlags, Flags.FD_ALL);
        Errno.INVAL.when(asks(Flags.OPEN_CREATE) && asks(Flags.OPEN_DIRECTORY));
        long known = rights & Rights.INHERITING;
        Errno.NOTCAPABLE.when((known & ~directory.inheriting()) != 0);
        return new OpenRequest(openFlags, known, inheriting & directory.inheriting(), fdFlags);
    }
}
