package dev.vespula.wasi.internal.files;

import dev.vespula.wasi.Access;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A directory of a file system without open directory handles: archives, in-memory file systems, Windows. It is its path, and
 * before each use every element below the sandbox's root must still be a directory and no link. On a file system that other
 * processes change at the same moment that leaves a gap, which only {@link SecureDirectory} closes.
 */
public final class PathDirectory extends Directory {
    /** As many as a path of the longest length can have: each use looks at all of them. */
    private static final int MOST_ELEMENTS = PathResolver.MAX_PATH / 2;

    private final Path root;
    private final Path path;

    PathDirectory(Path root, Access access, Host host) {
        super(root.getFileSystem(), access, host);
        this.root = root;
        this.path = root;
    }

    private PathDirectory(Path root, Path path, Directory from) {
        super(from);
        this.root = root;
        this.path = path;
    }

    @Override
    Directory openDirectory(Path name) throws IOException {
        Errno.NAMETOOLONG.when(path.getNameCount() - root.getNameCount() >= MOST_ELEMENTS);
        PathDirectory opened = new PathDirectory(root, path.resolve(name), this);
        opened.verify();
        return opened;
    }

    @Override
    Directory openAbove() throws IOException {
        PathDirectory opened = new PathDirectory(root, path.getParent(), this);
        opened.verify();
        return opened;
    }

    /** A path is no identity: another directory may come to have it. */
    @Override
    Object readIdentity() {
        return null;
    }

    @Override
    SeekableByteChannel openFile(Path name, Set<? extends OpenOption> options) throws IOException {
        Path file = entry(name);
        Set<OpenOption> existing = new HashSet<>(options);
        if (existing.remove(StandardOpenOption.CREATE_NEW)) {
            // Archives show a file only once the channel that creates it is closed; the guest shall see it now.
            Files.createFile(file);
        }
        Set<OpenOption> nofollow = new HashSet<>(existing);
        nofollow.add(LinkOption.NOFOLLOW_LINKS);
        try {
            return openChannel(file, nofollow);
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            // File systems without links refuse the option that forbids following them.
            return openChannel(file, existing);
        }
    }

    /** A file channel when writing: byte channels of archives replace the content instead of changing it. */
    private static SeekableByteChannel openChannel(Path file, Set<? extends OpenOption> options) throws IOException {
        if (options.contains(StandardOpenOption.WRITE)) {
            try {
                return FileChannel.open(file, options);
            } catch (UnsupportedOperationException e) {
                return Files.newByteChannel(file, options);
            }
        }
        return Files.newByteChannel(file, options);
    }

    @Override
    Filestat readStat() throws IOException {
        verify();
        return attributes(path);
    }

    @Override
    Filestat stat(Path name) throws IOException {
        return attributes(entry(name));
    }

    @Override
    Filestat look(Path name) throws IOException {
        return HostAttributes.of(Files.readAttributes(entry(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    void listNames(Names names) throws IOException {
        verify();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                // Archives end the names of directories with a slash.
                String name = entry.getFileName().toString();
                names.add(name.endsWith("/") ? name.substring(0, name.length() - 1) : name);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    @Override
    void deleteFile(Path name) throws IOException {
        Path file = entry(name);
        Errno.ISDIR.when(attributes(file).isDirectory());
        Files.delete(file);
    }

    @Override
    void deleteDirectory(Path name) throws IOException {
        Path directory = entry(name);
        Errno.NOTDIR.when(!attributes(directory).isDirectory());
        Files.delete(directory);
    }

    @Override
    void rename(Path name, Directory to, Path newName) throws IOException {
        Path source = entry(name);
        Path target = to.entry(newName);
        Filestat moved = attributes(source);
        Errno.INVAL.when(moved.isDirectory() && target.startsWith(source) && !target.equals(source));
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            checkReplaceable(attributes(target), moved);
            if (Files.isSameFile(source, target)) {
                return;
            }
            if (moved.isDirectory()) {
                // Archives do not replace a directory, not even an empty one.
                Files.delete(target);
            }
        }
        Files.move(source, target, StandardCopyOption.REPLACE_EXISTING);
        if (moved.isDirectory() && path.getFileSystem() != FileSystems.getDefault()) {
            moveLeft(source, target);
        }
    }

    /** Moves what a file system leaves behind: archives only make an empty directory of the new name. */
    private void moveLeft(Path source, Path target) throws IOException {
        Deque<Path> directories = new ArrayDeque<>();
        Deque<Path> emptied = new ArrayDeque<>();
        directories.push(source);
        while (!directories.isEmpty() && Files.isDirectory(directories.peek(), LinkOption.NOFOLLOW_LINKS)) {
            Path directory = directories.pop();
            emptied.push(directory);
            for (Path entry : entries(directory)) {
                host().stop().check();
                Path moved = target.resolve(source.relativize(entry).toString());
                boolean isDirectory = attributes(entry).isDirectory();
                Files.move(entry, moved);
                if (isDirectory) {
                    directories.push(entry);
                }
            }
        }
        for (Path directory : emptied) {
            Files.delete(directory);
        }
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            List<Path> found = new ArrayList<>();
            entries.forEach(found::add);
            return found;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    @Override
    void writeTimes(FileTimes times) throws IOException {
        verify();
        HostAttributes.setTimes(view(path), times);
    }

    @Override
    void setTimes(Path name, FileTimes times) throws IOException {
        HostAttributes.setTimes(view(entry(name)), times);
    }

    @Override
    void release() {}

    @Override
    Path entry(Path name) throws IOException {
        verify();
        return path.resolve(name);
    }

    /** Every element below the root is a directory of its own, not a way to somewhere else. */
    private void verify() throws IOException {
        Path checked = root;
        for (Path element : root.equals(path) ? List.<Path>of() : root.relativize(path)) {
            checked = checked.resolve(element);
            Errno.NOTDIR.when(!attributes(checked).isDirectory());
        }
    }

    private static Filestat attributes(Path file) throws IOException {
        return HostAttributes.of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS), file,
                LinkOption.NOFOLLOW_LINKS);
    }

    private static BasicFileAttributeView view(Path file) {
        return Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }
}
