package dev.vespula.wasi.internal.files;

import dev.vespula.wasi.Access;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A directory held open by a descriptor of the operating system: what it means cannot be changed by renaming or replacing
 * anything on the way to it. Linux and other Unix systems have it.
 */
public final class SecureDirectory extends Directory {
    private static final AtomicLong COUNT = new AtomicLong();

    /** The order in which the locks of two directories are taken. */
    private final long order = COUNT.incrementAndGet();
    /** Shared by operations on the stream, and held alone to put another in its place. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private SecureDirectoryStream<Path> stream;
    /** Where the directory was when it was opened: good enough to ask for attributes that are checked afterwards. */
    private final Path path;
    /** The path of the stream's descriptor once it is known. It means this directory until that is closed. */
    private Path descriptor;

    SecureDirectory(SecureDirectoryStream<Path> stream, Path path, Access access, Host host) {
        super(path.getFileSystem(), access, host);
        this.stream = stream;
        this.path = path;
    }

    private SecureDirectory(SecureDirectoryStream<Path> stream, Path path, Directory from) {
        super(from);
        this.stream = stream;
        this.path = path;
    }

    /** The stream, for as long as no other is put in its place. */
    private final class Hold implements AutoCloseable {
        private Hold() {
            lock.readLock().lock();
        }

        SecureDirectoryStream<Path> stream() {
            return stream;
        }

        Path descriptor() {
            return descriptor;
        }

        @Override
        public void close() {
            lock.readLock().unlock();
        }
    }

    private Hold hold() {
        return new Hold();
    }

    @Override
    Directory openDirectory(Path name) throws IOException {
        try (Hold held = hold()) {
            return new SecureDirectory(DescriptorPaths.open(held.stream(), name), below(name), this);
        }
    }

    /** A path that no host takes stays as it is, instead of growing with each element: it is a hint only. */
    private Path below(Path name) {
        return path.getNameCount() > PathResolver.MAX_PATH / 2 ? path : path.resolve(name);
    }

    @Override
    Directory openAbove() throws IOException {
        Path parent = path.getParent();
        try (Hold held = hold()) {
            return new SecureDirectory(DescriptorPaths.open(held.stream(), path.getFileSystem().getPath("..")),
                    parent == null ? path : parent, this);
        }
    }

    @Override
    Object readIdentity() throws IOException {
        return attributes().fileKey();
    }

    @Override
    SeekableByteChannel openFile(Path name, Set<? extends OpenOption> options) throws IOException {
        Set<OpenOption> all = new HashSet<>(options);
        all.add(LinkOption.NOFOLLOW_LINKS);
        try (Hold held = hold()) {
            return held.stream().newByteChannel(name, all);
        }
    }

    @Override
    Filestat readStat() throws IOException {
        return HostAttributes.of(attributes(), path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    Filestat stat(Path name) throws IOException {
        BasicFileAttributes basic;
        Path complete;
        try (Hold held = hold()) {
            basic = attributes(name);
            complete = (held.descriptor() == null ? path : held.descriptor()).resolve(name);
        }
        return ExactLinkTimes.correct(HostAttributes.of(basic, complete, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    Filestat look(Path name) throws IOException {
        return HostAttributes.of(attributes(name));
    }

    private BasicFileAttributes attributes() throws IOException {
        try (Hold held = hold()) {
            return held.stream().getFileAttributeView(BasicFileAttributeView.class).readAttributes();
        }
    }

    private BasicFileAttributes attributes(Path name) throws IOException {
        try (Hold held = hold()) {
            return held.stream().getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
        }
    }

    @Override
    void listNames(Names names) throws IOException {
        DirectoryStream<Path> listing;
        try (Hold held = hold()) {
            listing = DescriptorPaths.open(held.stream(), path.getFileSystem().getPath("."));
        }
        try {
            for (Path entry : listing) {
                names.add(entry.getFileName().toString());
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } finally {
            DescriptorPaths.close(listing);
        }
    }

    @Override
    void deleteFile(Path name) throws IOException {
        try (Hold held = hold()) {
            held.stream().deleteFile(name);
        }
    }

    @Override
    void deleteDirectory(Path name) throws IOException {
        try (Hold held = hold()) {
            held.stream().deleteDirectory(name);
        }
    }

    @Override
    void rename(Path name, Directory to, Path newName) throws IOException {
        SecureDirectory target = (SecureDirectory) to;
        try {
            move(name, target, newName);
        } catch (FileAlreadyExistsException e) {
            // The operating system replaces; file systems in memory may leave it to us.
            if (path.getFileSystem() == FileSystems.getDefault()) {
                throw e;
            }
            replace(name, target, newName);
        }
    }

    private void replace(Path name, SecureDirectory to, Path newName) throws IOException {
        Filestat moved = stat(name);
        Filestat replaced = to.stat(newName);
        checkReplaceable(replaced, moved);
        if (moved.identity() != null && moved.sameFile(replaced)) {
            return;
        }
        if (replaced.isDirectory()) {
            to.deleteDirectory(newName);
        } else {
            to.deleteFile(newName);
        }
        move(name, to, newName);
    }

    private void move(Path name, SecureDirectory to, Path newName) throws IOException {
        boolean inOrder = order <= to.order;
        try (Hold first = (inOrder ? this : to).hold(); Hold second = (inOrder ? to : this).hold()) {
            (inOrder ? first : second).stream().move(name, (inOrder ? second : first).stream(), newName);
        }
    }

    @Override
    void writeTimes(FileTimes times) throws IOException {
        Path named = name();
        if (named != null) {
            HostAttributes.setTimes(Files.getFileAttributeView(named, BasicFileAttributeView.class), times);
            return;
        }
        try (Hold held = hold()) {
            HostAttributes.setTimes(held.stream().getFileAttributeView(BasicFileAttributeView.class), times);
        }
    }

    @Override
    void setTimes(Path name, FileTimes times) throws IOException {
        Path entry = entry(name);
        HostAttributes.setTimes(
                Files.getFileAttributeView(entry, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS), times);
        ExactLinkTimes.remember(entry, times);
    }

    @Override
    void release() throws IOException {
        lock.writeLock().lock();
        try {
            descriptor = null;
            DescriptorPaths.close(stream);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * A path to an entry for what {@link SecureDirectoryStream} cannot do. Without descriptor paths it is the path the directory
     * was opened at, after a check that it still leads here; the moment between check and use is the platform's limit.
     */
    @Override
    Path entry(Path name) throws IOException {
        Path named = name();
        if (named != null) {
            return named.resolve(name);
        }
        Object here = readIdentity();
        Object there = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
        Errno.STALE.when(here == null || !here.equals(there));
        return path.resolve(name);
    }

    /**
     * The path of a descriptor of this directory; null where there is none. The stream that has it replaces the one before, so a
     * directory needs no more of the host's descriptors for having a name.
     */
    private Path name() throws IOException {
        try (Hold held = hold()) {
            if (held.descriptor() != null || path.getFileSystem() != FileSystems.getDefault()) {
                return held.descriptor();
            }
        }
        lock.writeLock().lock();
        try {
            if (descriptor == null) {
                DescriptorPaths.Named named = DescriptorPaths.name(stream);
                if (named != null) {
                    SecureDirectoryStream<Path> unnamed = stream;
                    stream = named.stream();
                    descriptor = named.path();
                    DescriptorPaths.close(unnamed);
                }
            }
            return descriptor;
        } finally {
            lock.writeLock().unlock();
        }
    }
}
