package dev.vespula.wasi.internal.files;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.Set;

/**
 * The host's side of an open directory. Every name is a single path element of the same file system, and no operation follows a
 * symbolic link: that is {@link PathResolver}'s work, one element at a time.
 */
public abstract class DirectoryHandle {

    /**
     * Opens a directory as the root of a sandbox, in the safest way its file system offers.
     *
     * @param root an existing directory; links on the way to it are followed, since the host named it
     */
    public static DirectoryHandle open(Path root) throws IOException {
        Path real = root.toRealPath();
        DirectoryStream<Path> stream = DescriptorPaths.open(real);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new SecureDirectoryHandle(secure, real);
        }
        stream.close();
        return new PathDirectoryHandle(real, real);
    }

    public abstract DirectoryHandle openDirectory(Path name) throws IOException;

    /** Opens the directory that this one is in by now, which may be any. */
    public abstract DirectoryHandle openParent() throws IOException;

    /** By what the host tells the directory from others; null where it does not. */
    public abstract Object identity() throws IOException;

    public abstract SeekableByteChannel openFile(Path name, Set<? extends OpenOption> options) throws IOException;

    /** The attributes of the directory itself. */
    public abstract Filestat stat() throws IOException;

    public abstract Filestat stat(Path name) throws IOException;

    /** Kind and identity of a name, by one question to the host. */
    public abstract Filestat look(Path name) throws IOException;

    /**
     * The attributes of a file that is open, even when its name has been given to another file or to none since.
     *
     * @param opened its attributes when it was opened
     * @param channel keeps it open
     */
    public abstract Filestat statOpen(Path name, Filestat opened, SeekableByteChannel channel) throws IOException;

    /** The attributes of a name if it still is of a file that was opened, else null. */
    public final Filestat statIfSame(Path name, Filestat opened) throws IOException {
        try {
            Filestat current = stat(name);
            return current.sameFile(opened) ? current : null;
        } catch (IOException e) {
            Errno.NOENT.expect(e);
            return null;
        }
    }

    /** Takes names one by one. */
    public interface Names {
        void add(String name) throws IOException;
    }

    /** Tells the names in the directory, without {@code .} and {@code ..}, in the host's order, as they are read. */
    public abstract void list(Names names) throws IOException;

    /**
     * A path to a name of this directory, for what is done by paths alone.
     *
     * @throws IOException if there is none that surely leads here
     */
    public abstract Path entry(Path name) throws IOException;

    public Path readLink(Path name) throws IOException {
        return Files.readSymbolicLink(entry(name));
    }

    public void createDirectory(Path name) throws IOException {
        Files.createDirectory(entry(name));
    }

    public void createSymbolicLink(Path name, Path target) throws IOException {
        Files.createSymbolicLink(entry(name), target);
    }

    /** Gives a file in another (or the same) directory a further name in this one. */
    public void createLink(Path name, DirectoryHandle from, Path existing) throws IOException {
        Files.createLink(entry(name), from.entry(existing));
    }

    public abstract void deleteFile(Path name) throws IOException;

    public abstract void deleteDirectory(Path name) throws IOException;

    /** Moves a file of this directory, replacing what POSIX lets it replace. */
    public abstract void rename(Path name, DirectoryHandle to, Path newName) throws IOException;

    /** A directory may only replace a directory, and anything else only what is none. */
    public static void checkReplaceable(Filestat replaced, Filestat by) throws ErrnoException {
        if (replaced.isDirectory() != by.isDirectory()) {
            throw (replaced.isDirectory() ? Errno.ISDIR : Errno.NOTDIR).exception();
        }
    }

    public abstract void setTimes(FileTimes times) throws IOException;

    public abstract void setTimes(Path name, FileTimes times) throws IOException;

    /** Sets the times of an open file, found as {@link #statOpen} finds it. */
    public abstract void setTimesOpen(Path name, Filestat opened, SeekableByteChannel channel, FileTimes times)
            throws IOException;

    public abstract void close() throws IOException;
}
