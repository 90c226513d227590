package dev.vespula.wasi.internal.files;

import dev.vespula.wasi.Access;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An open directory inside a sandbox. It knows the mount's access and turns names into single path elements, so nothing below
 * ever sees a separator or {@code ..}; and no operation follows a symbolic link: that is {@link PathResolver}'s work, one element
 * at a time. How the host does what a path element asks for is a subclass's.
 *
 * <p>Holders are counted: the guest's descriptors, the files opened in it, a resolution under way and every single operation share
 * one handle on the host, and the last of them closes it. Thread-safe: descriptors of several threads may share a directory, and
 * what is closed is never used again, since its name on the host may be another's.
 */
public abstract class Directory implements AutoCloseable {
    /** Takes names one by one. */
    public interface Names {
        void add(String name) throws IOException;
    }

    /** What the JDK makes of bytes in names that are no text: such a name leads nowhere. */
    public static final char REPLACEMENT = '\uFFFD';

    private final FileSystem fileSystem;
    private final Access access;
    private final Host host;
    /** For files whose file system tells none. */
    private final long device;
    /** 0 once it is closed; never rises again then. */
    private final AtomicInteger holders = new AtomicInteger(1);
    private volatile Host.SharedKey sharedAs;

    Directory(FileSystem fileSystem, Access access, Host host) {
        this.fileSystem = fileSystem;
        this.access = access;
        this.host = host;
        this.device = host.device(fileSystem);
    }

    /** One in the same sandbox as another. */
    Directory(Directory other) {
        this.fileSystem = other.fileSystem;
        this.access = other.access;
        this.host = other.host;
        this.device = other.device;
    }

    /**
     * Opens the root of a sandbox, in the safest way its file system offers.
     *
     * @param root an existing directory; links on the way to it are followed, since the host named it
     */
    public static Directory open(Path root, Access access, Host host) throws IOException {
        Path real = root.toRealPath();
        DirectoryStream<Path> stream = DescriptorPaths.open(real);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new SecureDirectory(secure, real, access, host);
        }
        stream.close();
        return new PathDirectory(real, access, host);
    }

    /**
     * One more holder, who must close it.
     *
     * @throws ErrnoException BADF when the last holder has closed it
     */
    public final Directory retain() throws ErrnoException {
        Errno.BADF.when(!tryRetain());
        return this;
    }

    /** One more holder, unless the last has closed it. */
    public final boolean tryRetain() {
        int before = holders.get();
        while (before > 0) {
            if (holders.compareAndSet(before, before + 1)) {
                return true;
            }
            before = holders.get();
        }
        return false;
    }

    @Override
    public final void close() throws IOException {
        int left = holders.decrementAndGet();
        if (left == 0) {
            if (sharedAs != null) {
                host.closed(sharedAs, this);
            }
            release();
        } else if (left < 0) {
            throw new IllegalStateException("closed more often than held");
        }
    }

    public final Host host() {
        return host;
    }

    /** What it is known by to those that share it; null when it cannot be told from others. */
    final Host.SharedKey key() throws IOException {
        Object identity = identity();
        return identity == null ? null : new Host.SharedKey(identity, fileSystem, access);
    }

    final void sharedAs(Host.SharedKey key) {
        sharedAs = key;
    }

    /** Whether anything in it may be changed. */
    public final boolean isWritable() {
        return access == Access.READ_WRITE;
    }

    /** Fails with ROFS on a mount that may only be read. */
    public final void requireWritable() throws ErrnoException {
        Errno.ROFS.when(!isWritable());
    }

    private Directory retainWritable() throws ErrnoException {
        requireWritable();
        return retain();
    }

    public final Directory openDirectory(String name) throws IOException {
        try (Directory held = retain()) {
            return held.openDirectory(element(name));
        }
    }

    /** Opens what {@code ..} is at the moment: anything, also outside the sandbox, until it has been looked at. */
    public final Directory openParent() throws IOException {
        try (Directory held = retain()) {
            return held.openAbove();
        }
    }

    /** By what the host tells the directory from others; null where it does not. */
    public final Object identity() throws IOException {
        try (Directory held = retain()) {
            return held.readIdentity();
        }
    }

    /** Opens a file; the options decide whether the mount must be writable. */
    public final SeekableByteChannel openFile(String name, Set<? extends OpenOption> options) throws IOException {
        if (options.contains(StandardOpenOption.WRITE)) {
            requireWritable();
        }
        try (Directory held = retain()) {
            return held.openFile(element(name), options);
        }
    }

    /** The attributes of the directory itself. */
    public final Filestat stat() throws IOException {
        try (Directory held = retain()) {
            return held.readStat().onDevice(device);
        }
    }

    public final Filestat stat(String name) throws IOException {
        try (Directory held = retain()) {
            return held.stat(element(name)).onDevice(device);
        }
    }

    /** The attributes of a name; null when there is no such file. */
    public final Filestat statIfExists(String name) throws IOException {
        try {
            return stat(name);
        } catch (IOException e) {
            Errno.NOENT.expect(e);
            return null;
        }
    }

    /**
     * The attributes of a file that is open, even when its name has been given to another file or to none since.
     *
     * @param opened its attributes when it was opened
     * @param channel keeps it open
     */
    public final Filestat statOpen(String name, Filestat opened, SeekableByteChannel channel) throws IOException {
        try (Directory held = retain()) {
            Filestat current = held.statIfSame(element(name), opened);
            if (current != null) {
                return current;
            }
            Path elsewhere = DescriptorPaths.of(channel, opened.identity());
            return elsewhere == null ? opened
                    : HostAttributes.of(Files.readAttributes(elsewhere, BasicFileAttributes.class), elsewhere);
        }
    }

    /** The attributes of a name if it still is of a file that was opened, else null. */
    private Filestat statIfSame(Path name, Filestat opened) throws IOException {
        try {
            Filestat current = stat(name).onDevice(device);
            return current.sameFile(opened) ? current : null;
        } catch (IOException e) {
            Errno.NOENT.expect(e);
            return null;
        }
    }

    /** The names in the directory, in the host's order. Ends with INTR when told to stop. */
    public final void list(Names names) throws IOException {
        try (Directory held = retain()) {
            held.listNames(name -> {
                host.stop().check();
                names.add(name);
            });
        }
    }

    /**
     * Kind and identity of a name, and nothing that costs more to find out; null when there is no such file.
     */
    public final Filestat look(String name) throws IOException {
        try (Directory held = retain()) {
            return held.look(element(name));
        } catch (IOException e) {
            Errno.NOENT.expect(e);
            return null;
        }
    }

    /** What a symbolic link contains, with {@code /} between its elements whatever the host uses. */
    public final String readLink(String name) throws IOException {
        Path link;
        try (Directory held = retain()) {
            link = held.readLink(element(name));
        }
        String target = link.toString();
        // What is not text in the host's encoding comes out as another path.
        Errno.ILSEQ.when(target.indexOf(REPLACEMENT) >= 0 && !fileSystem.getPath(target).equals(link));
        String separator = fileSystem.getSeparator();
        return separator.equals("/") ? target : target.replace(separator, "/");
    }

    public final void createDirectory(String name) throws IOException {
        try (Directory held = retainWritable()) {
            held.createDirectory(element(name));
        }
    }

    public final void createSymbolicLink(String name, String target) throws IOException {
        try (Directory held = retainWritable()) {
            held.createSymbolicLink(element(name), fileSystem.getPath(target));
        }
    }

    /** Gives a file in another (or the same) directory a further name in this one. */
    public final void createLink(String name, Directory from, String existing) throws IOException {
        requireWritable();
        // With a name where it may be written, it could be.
        from.requireWritable();
        requireSameFileSystem(from);
        try (Directory held = retain(); Directory source = from.retain()) {
            held.createLink(element(name), source, from.element(existing));
        }
    }

    public final void deleteFile(String name) throws IOException {
        try (Directory held = retainWritable()) {
            held.deleteFile(element(name));
        }
    }

    public final void deleteDirectory(String name) throws IOException {
        try (Directory held = retainWritable()) {
            held.deleteDirectory(element(name));
        }
    }

    /** Moves a file of this directory, replacing what POSIX lets it replace. */
    public final void rename(String name, Directory to, String newName) throws IOException {
        requireWritable();
        to.requireWritable();
        requireSameFileSystem(to);
        try (Directory held = retain(); Directory target = to.retain()) {
            held.rename(element(name), target, to.element(newName));
        }
    }

    public final void setTimes(FileTimes times) throws IOException {
        try (Directory held = retainWritable()) {
            held.writeTimes(times);
        }
    }

    public final void setTimes(String name, FileTimes times) throws IOException {
        try (Directory held = retainWritable()) {
            held.setTimes(element(name), times);
        }
    }

    /** Sets the times of an open file, found as {@link #statOpen} finds it. */
    public final void setTimesOpen(String name, Filestat opened, SeekableByteChannel channel, FileTimes times)
            throws IOException {
        try (Directory held = retainWritable()) {
            try {
                if (held.stat(element(name)).sameFile(opened)) {
                    held.setTimes(element(name), times);
                    return;
                }
            } catch (IOException e) {
                Errno.NOENT.expect(e);
            }
            Path elsewhere = DescriptorPaths.of(channel, opened.identity());
            Errno.NOENT.when(elsewhere == null);
            HostAttributes.setTimes(Files.getFileAttributeView(elsewhere, BasicFileAttributeView.class), times);
        }
    }

    /** Files move only between mounts of one file system, and links join only those. */
    private void requireSameFileSystem(Directory other) throws ErrnoException {
        Errno.XDEV.when(other.fileSystem != fileSystem || other.getClass() != getClass());
    }

    /**
     * A name as a path of exactly one element. A host where a name can mean more (a drive, a stream, a second separator) refuses
     * it here.
     */
    private Path element(String name) throws ErrnoException {
        Path path = fileSystem.getPath(name);
        Errno.INVAL.when(path.isAbsolute() || path.getRoot() != null || path.getNameCount() != 1
                || !path.toString().equals(name) || name.equals(".") || name.equals(".."));
        return path;
    }

    // How the host does it; each name is a single path element -----------------------------------------------------------

    abstract Directory openDirectory(Path name) throws IOException;

    /** Opens the directory that this one is in by now, which may be any. */
    abstract Directory openAbove() throws IOException;

    abstract Object readIdentity() throws IOException;

    abstract SeekableByteChannel openFile(Path name, Set<? extends OpenOption> options) throws IOException;

    abstract Filestat readStat() throws IOException;

    abstract Filestat stat(Path name) throws IOException;

    /** Kind and identity of a name, by one question to the host. */
    abstract Filestat look(Path name) throws IOException;

    /** Tells the names in the directory, without {@code .} and {@code ..}, in the host's order, as they are read. */
    abstract void listNames(Names names) throws IOException;

    /**
     * A path to a name of this directory, for what is done by paths alone.
     *
     * @throws IOException if there is none that surely leads here
     */
    abstract Path entry(Path name) throws IOException;

    Path readLink(Path name) throws IOException {
        return Files.readSymbolicLink(entry(name));
    }

    void createDirectory(Path name) throws IOException {
        Files.createDirectory(entry(name));
    }

    void createSymbolicLink(Path name, Path target) throws IOException {
        Files.createSymbolicLink(entry(name), target);
    }

    void createLink(Path name, Directory from, Path existing) throws IOException {
        Files.createLink(entry(name), from.entry(existing));
    }

    abstract void deleteFile(Path name) throws IOException;

    abstract void deleteDirectory(Path name) throws IOException;

    abstract void rename(Path name, Directory to, Path newName) throws IOException;

    /** A directory may only replace a directory, and anything else only what is none. */
    static void checkReplaceable(Filestat replaced, Filestat by) throws ErrnoException {
        if (replaced.isDirectory() != by.isDirectory()) {
            throw (replaced.isDirectory() ? Errno.ISDIR : Errno.NOTDIR).exception();
        }
    }

    abstract void writeTimes(FileTimes times) throws IOException;

    abstract void setTimes(Path name, FileTimes times) throws IOException;

    abstract void release() throws IOException;
}
