package dev.vespula.wasi;

/**
 * The attributes of a file. Times are nanoseconds since 1970, sizes bytes.
 *
 * @param identity tells whether two attribute sets are of the same file; null where the file system has no such key
 */
record Filestat(Object identity, long device, long inode, FileType type, long links, long size,
                long accessed, long modified, long changed) {

    /** Bytes in guest memory. */
    static final int BYTES = 64;

    /** A stream's attributes: nothing but its kind. */
    static Filestat ofStream(FileType type) {
        return new Filestat(null, 0, 0, type, 1, 0, 0, 0, 0);
    }

    Filestat withSize(long newSize) {
        return new Filestat(identity, device, inode, type, links, newSize, accessed, modified, changed);
    }

    Filestat withTimes(long newAccessed, long newModified) {
        return new Filestat(identity, device, inode, type, links, size, newAccessed, newModified, changed);
    }

    boolean isDirectory() {
        return type == FileType.DIRECTORY;
    }

    boolean isSymbolicLink() {
        return type == FileType.SYMBOLIC_LINK;
    }

    boolean isRegularFile() {
        return type == FileType.REGULAR_FILE;
    }

    /** Whether both are the same file as far as the file system can tell. */
    boolean sameFile(Filestat other) {
        return identity == null || identity.equals(other.identity);
    }

    void store(GuestMemory memory, int address) throws ErrnoException {
        memory.fill(address, BYTES);
        memory.putI64(address, device);
        memory.putI64(address + 8, inode);
        memory.putI8(address + 16, type.code());
        memory.putI64(address + 24, links);
        memory.putI64(address + 32, size);
        memory.putI64(address + 40, accessed);
        memory.putI64(address + 48, modified);
        memory.putI64(address + 56, changed);
    }
}
