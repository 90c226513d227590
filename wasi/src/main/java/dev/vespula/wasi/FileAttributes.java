package dev.vespula.wasi;

/** Which attributes of files a guest is shown: device, inode, times, and what a host makes of directories. */
public enum FileAttributes {
    /** The host's. */
    HOST,
    /**
     * The same in every run and on every host: one device; inodes numbered in the order in which the guest sees the files; the
     * first second of the year 2000 for every time except those that the guest has set itself; directories of size 0 with one
     * link. Sizes of files and their links are the host's, since they depend on what is in the folder. A guest that looks at more
     * than 100,000 files in between may see another inode when it comes back to one.
     */
    REPEATABLE
}
