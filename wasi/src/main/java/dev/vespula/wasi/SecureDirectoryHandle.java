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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A directory held open by a descriptor of the operating system: what it means cannot be changed by renaming or replacing
 * anything on the way to it. Linux and other Unix systems have it.
 */
final class SecureDirectoryHandle extends DirectoryHandle {
    private final SecureDirectoryStream<Path> stream;
    /** Where the directory was when it was opened: good enough to ask for attributes that are checked afterwards. */
    private final Path path;
    /** Made when it is first needed; guarded by this, since several threads may need it. */
    private DescriptorPaths.Named named;

    SecureDirectoryHandle(SecureDirectoryStream<Path> stream, Path path) {
        this.stream = stream;
        this.path = path;
    }

    @Override
    DirectoryHandle openDirectory(Path name) throws IOException {
        return new SecureDirectoryHandle(DescriptorPaths.open(stream, name), path.resolve(name));
    }

    @Override
    SeekableByteChannel openFile(Path name, Set<? extends OpenOption> options) throws IOException {
        Set<OpenOption> all = new HashSet<>(options);
        all.add(LinkOption.NOFOLLOW_LINKS);
        return stream.newByteChannel(name, all);
    }

    @Override
    Filestat stat() throws IOException {
        return HostAttributes.of(stream.getFileAttributeView(BasicFileAttributeView.class).readAttributes(), path,
            LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    Filestat stat(Path name) throws IOException {
        BasicFileAttributes basic = stream
            .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS).readAttributes();
        Path complete = whereabouts().resolve(name);
        return ExactLinkTimes.correct(HostAttributes.of(basic, complete, LinkOption.NOFOLLOW_LINKS));
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
    List<String> list() throws IOException {
        List<String> names = new ArrayList<>();
        DirectoryStream<Path> listing = DescriptorPaths.open(stream, path.getFileSystem().getPath("."));
        try {
            for (Path entry : listing) {
                names.add(entry.getFileName().toString());
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } finally {
            DescriptorPaths.close(listing);
        }
        return names;
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
        stream.deleteFile(name);
    }

    @Override
    void deleteDirectory(Path name) throws IOException {
        stream.deleteDirectory(name);
    }

    @Override
    void rename(Path name, DirectoryHandle to, Path newName) throws IOException {
        try {
            stream.move(name, ((SecureDirectoryHandle) to).stream, newName);
        } catch (FileAlreadyExistsException e) {
            // The operating system replaces; file systems in memory may leave it to us.
            if (path.getFileSystem() == FileSystems.getDefault()) {
                throw e;
            }
            replace(name, to, newName);
        }
    }

    private void replace(Path name, DirectoryHandle to, Path newName) throws IOException {
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
        stream.move(name, ((SecureDirectoryHandle) to).stream, newName);
    }

    @Override
    void setTimes(FileTimes times) throws IOException {
        Path descriptor = name();
        HostAttributes.setTimes(descriptor == null ? stream.getFileAttributeView(BasicFileAttributeView.class)
            : Files.getFileAttributeView(descriptor, BasicFileAttributeView.class), times);
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
    synchronized void close() throws IOException {
        try {
            if (named != null) {
                DescriptorPaths.close(named.stream());
            }
        } finally {
            named = null;
            DescriptorPaths.close(stream);
        }
    }

    /**
     * A path to an entry for what {@link SecureDirectoryStream} cannot do. Without descriptor paths it is the path the directory
     * was opened at, after a check that it still leads here; the moment between check and use is the platform's limit.
     */
    private Path entry(Path name) throws IOException {
        Path descriptor = name();
        if (descriptor != null) {
            return descriptor.resolve(name);
        }
        Object here = stream.getFileAttributeView(BasicFileAttributeView.class).readAttributes().fileKey();
        Object there = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
        if (here == null || !here.equals(there)) {
            throw Errno.STALE.exception();
        }
        return path.resolve(name);
    }

    /** The path of a descriptor of this directory; null where there is none. It means this directory until that is closed. */
    private synchronized Path name() throws IOException {
        if (named == null && path.getFileSystem() == FileSystems.getDefault()) {
            named = DescriptorPaths.name(stream);
        }
        return named == null ? null : named.path();
    }

    private synchronized Path whereabouts() {
        return named == null ? path : named.path();
    }
}
