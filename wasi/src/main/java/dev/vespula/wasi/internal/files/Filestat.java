package dev.vespula.wasi.internal.files;

/**
 * The attributes of a file. Times are nanoseconds since 1970, sizes bytes.
 *
 * @param identity tells whether two attribute sets are of the same file; null where the file system has no such key
 */
public record Filestat(Object identity, long device, long inode, FileType type, long links, long size,
        long accessed, long modified, long changed) {

    /** A stream's attributes: nothing but its kind. */
    public static Filestat ofStream(FileType type) {
        return new Filestat(null, 0, 0, type, 1, 0, 0, 0, 0);
    }

    public Filestat withSize(long newSize) {
        return new Filestat(identity, device, inode, type, links, newSize, accessed, modified, changed);
    }

    /** With that device, unless the file system has told one. */
    Filestat onDevice(long number) {
        return device != 0 || number == 0 ? this
                : new Filestat(identity, number, inode, type, links, size, accessed, modified, changed);
    }

    public Filestat withTimes(long newAccessed, long newModified) {
        return new Filestat(identity, device, inode, type, links, size, newAccessed, newModified, changed);
    }

    public boolean isDirectory() {
        return type == FileType.DIRECTORY;
    }

    public boolean isSymbolicLink() {
        return type == FileType.SYMBOLIC_LINK;
    }

    public boolean isRegularFile() {
        return type == FileType.REGULAR_FILE;
    }

    /** Whether both are the same file as far as the file system can tell. */
    public boolean sameFile(Filestat other) {
        return identity == null || identity.equals(other.identity);
    }
}
