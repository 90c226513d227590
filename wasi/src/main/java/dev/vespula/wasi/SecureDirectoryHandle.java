package dev.vespula.wasi;

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
final class SecureDirectoryHandle extends DirectoryHandle {
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

    SecureDirectoryHandle(SecureDirectoryStream<Path> stream, Path path) {
        this.stream = stream;
        this.path = path;
    }

    @Override
    DirectoryHandle openDirectory(Path name) throws IOException {
        lock.readLock().lock();
        try {
            return new SecureDirectoryHandle(DescriptorPaths.open(stream, name), below(name));
        } finally {
            lock.readLock().unlock();
        }
    }

    /** A path that no host takes stays as it is, instead of growing with each element: it is a hint only. */
    private Path below(Path name) {
        return path.getNameCount() > PathResolver.MAX_PATH / 2 ? path : path.resolve(name);
    }

    @Override
    DirectoryHandle openParent() throws IOException {
        Path parent = path.getParent();
        lock.readLock().lock();
        try {
            return new SecureDirectoryHandle(DescriptorPaths.open(stream, path.getFileSystem().getPath("..")),
                parent == null ? path : parent);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    Object identity() throws IOException {
        return attributes().fileKey();
    }

    @Override
    SeekableByteChannel openFile(Path name, Set<? extends OpenOption> options) throws IOException {
        Set<OpenOption> all = new HashSet<>(options);
        all.add(LinkOption.NOFOLLOW_LINKS);
        lock.readLock().lock();
        try {
            return stream.newByteChannel(name, all);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    Filestat stat() throws IOException {
        return HostAttributes.of(attributes(), path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    Filestat stat(Path name) throws IOException {
        BasicFileAttributes basic;
        Path complete;
        lock.readLock().lock();
        try {
            basic = attributes(name);
            complete = (descriptor == null ? path : descriptor).resolve(name);
        } finally {
            lock.readLock().unlock();
        }
        return ExactLinkTimes.correct(HostAttributes.of(basic, complete, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    Filestat look(Path name) throws IOException {
        return HostAttributes.of(attributes(name));
    }

    private BasicFileAttributes attributes() throws IOException {
        lock.readLock().lock();
        try {
            return stream.getFileAttributeView(BasicFileAttributeView.class).readAttributes();
        } finally {
            lock.readLock().unlock();
        }
    }

    private BasicFileAttributes attributes(Path name) throws IOException {
        lock.readLock().lock();
        try {
            return stream.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS).readAttributes();
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    Filestat statOpen(Path name, Filestat opened, SeekableByteChannel channel) throws IOException {
        try {
            Filestat current = stat(name);
            if (current.sameFile(opened)) {
                return current;
            }
        } catch (IOException e) {
            if (Errno.of(e) != Errno.NOENT) {
                throw e;
            }
        }
        Path elsewhere = DescriptorPaths.of(channel, opened.identity());
        if (elsewhere == null) {
            return opened;
        }
        return HostAttributes.of(Files.readAttributes(elsewhere, BasicFileAttributes.class), elsewhere);
    }

    @Override
    void list(Names names) throws IOException {
        DirectoryStream<Path> listing;
        lock.readLock().lock();
        try {
            listing = DescriptorPaths.open(stream, path.getFileSystem().getPath("."));
        } finally {
            lock.readLock().unlock();
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
    Path readLink(Path name) throws IOException {
        return Files.readSymbolicLink(entry(name));
    }

    @Override
    void createDirectory(Path name) throws IOException {
        Files.createDirectory(entry(name));
    }

    @Override
    void createSymbolicLink(Path name, Path target) throws IOException {
        Files.createSymbolicLink(entry(name), target);
    }

    @Override
    void createLink(Path name, DirectoryHandle from, Path existing) throws IOException {
        Files.createLink(entry(name), ((SecureDirectoryHandle) from).entry(existing));
    }

    @Override
    void deleteFile(Path name) throws IOException {
        lock.readLock().lock();
        try {
            stream.deleteFile(name);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    void deleteDirectory(Path name) throws IOException {
        lock.readLock().lock();
        try {
            stream.deleteDirectory(name);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    void rename(Path name, DirectoryHandle to, Path newName) throws IOException {
        SecureDirectoryHandle target = (SecureDirectoryHandle) to;
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

    private void replace(Path name, SecureDirectoryHandle to, Path newName) throws IOException {
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

    private void move(Path name, SecureDirectoryHandle to, Path newName) throws IOException {
        SecureDirectoryHandle first = order <= to.order ? this : to;
        SecureDirectoryHandle second = order <= to.order ? to : this;
        first.lock.readLock().lock();
        try {
            second.lock.readLock().lock();
            try {
                stream.move(name, to.stream, newName);
            } finally {
                second.lock.readLock().unlock();
            }
        } finally {
            first.lock.readLock().unlock();
        }
    }

    @Override
    void setTimes(FileTimes times) throws IOException {
        Path named = name();
        if (named != null) {
            HostAttributes.setTimes(Files.getFileAttributeView(named, BasicFileAttributeView.class), times);
            return;
        }
        lock.readLock().lock();
        try {
            HostAttributes.setTimes(stream.getFileAttributeView(BasicFileAttributeView.class), times);
        } finally {
            lock.readLock().unlock();
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
    void setTimesOpen(Path name, Filestat opened, SeekableByteChannel channel, FileTimes times) throws IOException {
        try {
            if (stat(name).sameFile(opened)) {
                setTimes(name, times);
                return;
            }
        } catch (IOException e) {
            if (Errno.of(e) != Errno.NOENT) {
                throw e;
            }
        }
        Path elsewhere = DescriptorPaths.of(channel, opened.identity());
        if (elsewhere == null) {
            throw Errno.NOENT.exception();
        }
        HostAttributes.setTimes(Files.getFileAttributeView(elsewhere, BasicFileAttributeView.class), times);
    }

    @Override
    void close() throws IOException {
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
    private Path entry(Path name) throws IOException {
        Path named = name();
        if (named != null) {
            return named.resolve(name);
        }
        Object here = identity();
        Object there = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
        if (here == null || !here.equals(there)) {
            throw Errno.STALE.exception();
        }
        return path.resolve(name);
    }

    /**
     * The path of a descriptor of this directory; null where there is none. The stream that has it replaces the one before, so a
     * directory needs no more of the host's descriptors for having a name.
     */
    private Path name() throws IOException {
        lock.readLock().lock();
        try {
            if (descriptor != null || path.getFileSystem() != FileSystems.getDefault()) {
                return descriptor;
            }
        } finally {
            lock.readLock().unlock();
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
