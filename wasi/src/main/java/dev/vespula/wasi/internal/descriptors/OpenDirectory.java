package dev.vespula.wasi.internal.descriptors;

import dev.vespula.wasi.DotEntries;
import dev.vespula.wasi.internal.files.Directory;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.ErrnoException;
import dev.vespula.wasi.internal.files.FileTimes;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.files.Filestat;
import dev.vespula.wasi.internal.files.Listing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An open directory, preopened or opened by the guest. */
public final class OpenDirectory extends Descriptor {
    private final Directory directory;
    private final String preopenName;
    /** Made at the first reading. */
    private Listing listing;

    /** @param directory kept open until this descriptor is closed; the caller keeps its own hold */
    public OpenDirectory(Directory directory, long rights, long inheriting, int flags) throws IOException {
        this(directory, null, rights, inheriting, flags);
    }

    private OpenDirectory(Directory directory, String preopenName, long rights, long inheriting, int flags)
            throws IOException {
        super(FileType.DIRECTORY, rights, inheriting, flags);
        this.directory = directory.host().share(directory);
        this.preopenName = preopenName;
    }

    /** A directory the guest has from the start, under a name. */
    public static OpenDirectory preopened(Directory directory, String name) throws IOException {
        return new OpenDirectory(directory, name, Rights.DIRECTORY, Rights.INHERITING, 0);
    }

    /** The same directory once more, preopened under the same name. */
    public OpenDirectory again() throws IOException {
        return preopened(directory, preopenName);
    }

    /** The name it is preopened under, or null. */
    public String name() {
        return preopenName;
    }

    public Directory host() {
        return directory;
    }

    /** The name's bytes; BADF, by which C libraries recognise the last preopened descriptor, when it has none. */
    public byte[] preopenName() throws ErrnoException {
        Errno.BADF.when(preopenName == null);
        return preopenName.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What has been read of the directory. Cookie 0 reads it anew; others continue in what was found.
     */
    public Listing listing(long cookie, DotEntries dots) {
        if (listing == null) {
            listing = new Listing(directory, dots);
        } else if (cookie == 0) {
            listing.rewind();
        }
        return listing;
    }

    @Override
    public OpenDirectory directory() {
        return this;
    }

    @Override
    public Filestat filestat() throws IOException {
        return directory.stat();
    }

    @Override
    public void close() throws IOException {
        if (listing != null) {
            listing.close();
        }
        directory.close();
    }

    @Override
    public Errno untransferable() {
        return Errno.ISDIR;
    }

    @Override
    public Errno unpositioned() {
        return Errno.ISDIR;
    }

    @Override
    public void setTimes(FileTimes times) throws IOException {
        directory.setTimes(times);
    }

    /** The host offers no way to make a directory's entries durable on demand; there is nothing buffered here. */
    @Override
    public void sync(Durability durability) {}

    @Override
    public Readiness readReadiness() {
        return Readiness.of(0);
    }

    @Override
    public Readiness writeReadiness() {
        return Readiness.of(0);
    }
}
