package dev.vespula.wasi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An open directory, preopened or opened by the guest. */
final class OpenDirectory extends Descriptor {
    private final Directory directory;
    private final String preopenName;
    /** Made at the first reading. */
    private Listing listing;

    /** @param directory kept open until this descriptor is closed; the caller keeps its own hold */
    OpenDirectory(Directory directory, long rights, long inheriting, int flags) throws IOException {
        this(directory, null, rights, inheriting, flags);
    }

    private OpenDirectory(Directory directory, String preopenName, long rights, long inheriting, int flags)
            throws IOException {
        super(rights, inheriting, flags);
        this.directory = directory.host().directories().share(directory);
        this.preopenName = preopenName;
    }

    /** A directory the guest has from the start, under a name. */
    static OpenDirectory preopened(Directory directory, String name) throws IOException {
        return new OpenDirectory(directory, name, Rights.DIRECTORY, Rights.INHERITING, 0);
    }

    Directory host() {
        return directory;
    }

    /** The name's bytes; BADF, by which C libraries recognise the last preopened descriptor, when it has none. */
    byte[] preopenName() throws ErrnoException {
        Errno.BADF.when(preopenName == null);
        return preopenName.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What has been read of the directory. Cookie 0 reads it anew; others continue in what was found.
     */
    Listing listing(long cookie, DotEntries dots) {
        if (listing == null) {
            listing = new Listing(directory, dots);
        } else if (cookie == 0) {
            listing.rewind();
        }
        return listing;
    }

    @Override
    OpenDirectory directory() {
        return this;
    }

    @Override
    FileType type() {
        return FileType.DIRECTORY;
    }

    @Override
    Filestat filestat() throws IOException {
        return directory.stat();
    }

    @Override
    void close() throws IOException {
        if (listing != null) {
            listing.close();
        }
        directory.close();
    }

    @Override
    Errno untransferable() {
        return Errno.ISDIR;
    }

    @Override
    Errno unpositioned() {
        return Errno.ISDIR;
    }

    @Override
    void setTimes(FileTimes times) throws IOException {
        directory.setTimes(times);
    }

    /** The host offers no way to make a directory's entries durable on demand; there is nothing buffered here. */
    @Override
    void sync(Durability durability) {
    }

    @Override
    Readiness readReadiness() {
        return Readiness.of(0);
    }

    @Override
    Readiness writeReadiness() {
        return Readiness.of(0);
    }
}
