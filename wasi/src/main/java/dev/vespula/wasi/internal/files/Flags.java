package dev.vespula.wasi.internal.files;

/** Bits of the flag arguments of WASI preview 1, by the type that declares them. */
public final class Flags {
    public static final int FD_APPEND = 1;
    public static final int FD_DSYNC = 1 << 1;
    public static final int FD_NONBLOCK = 1 << 2;
    public static final int FD_RSYNC = 1 << 3;
    public static final int FD_SYNC = 1 << 4;
    public static final int FD_ALL = (1 << 5) - 1;

    public static final int OPEN_CREATE = 1;
    public static final int OPEN_DIRECTORY = 1 << 1;
    public static final int OPEN_EXCLUSIVE = 1 << 2;
    public static final int OPEN_TRUNCATE = 1 << 3;
    public static final int OPEN_ALL = (1 << 4) - 1;

    public static final int LOOKUP_SYMLINK_FOLLOW = 1;

    public static final int TIME_ACCESS = 1;
    public static final int TIME_ACCESS_NOW = 1 << 1;
    public static final int TIME_MODIFIED = 1 << 2;
    public static final int TIME_MODIFIED_NOW = 1 << 3;
    public static final int TIME_ALL = (1 << 4) - 1;

    public static final int CLOCK_ABSOLUTE = 1;

    public static final int RECEIVE_PEEK = 1;
    public static final int RECEIVE_WAIT_ALL = 1 << 1;
    public static final int RECEIVE_ALL = (1 << 2) - 1;

    public static final int SHUTDOWN_READ = 1;
    public static final int SHUTDOWN_WRITE = 1 << 1;
    public static final int SHUTDOWN_ALL = (1 << 2) - 1;

    private Flags() {}

    /** Refuses bits that the specification does not define. */
    public static void check(int flags, int known) throws ErrnoException {
        Errno.INVAL.when((flags & ~known) != 0);
    }
}
