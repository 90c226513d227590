package dev.vespula.wasi;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystem;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * An open directory inside a sandbox. It knows the mount's access and turns names into single path elements, so nothing below
 * ever sees a separator or {@code ..}. Holders are counted: the guest's descriptor, the files opened in it and a resolution
 * under way share one handle on the host.
 */
final class Directory implements AutoCloseable {
    private final DirectoryHandle handle;
    private final FileSystem fileSystem;
    private final Access access;
    private int holders = 1;

    private Directory(DirectoryHandle handle, FileSystem fileSystem, Access access) {
        this.handle = handle;
        this.fileSystem = fileSystem;
        this.access = access;
    }

    /** Opens the root of a sandbox. */
    static Directory open(Path root, Access access) throws IOException {
        return new Directory(DirectoryHandle.open(root), root.getFileSystem(), access);
    }

    /** One more holder, who must close it. */
    Directory retain() {
        holders++;
        return this;
    }

    @Override
    public void close() throws IOException {
        if (--holders == 0) {
            handle.close();
        }
    }

    /** Fails with ROFS on a mount that may only be read. */
    void requireWritable() throws ErrnoException {
        if (access == Access.READ_ONLY) {
            throw Errno.ROFS.exception();
        }
    }

    Directory openDirectory(String name) throws IOException {
        return new Directory(handle.openDirectory(element(name)), fileSystem, access);
    }

    /** Opens a file; the options decide whether the mount must be writable. */
    SeekableByteChannel openFile(String name, Set<? extends OpenOption> options) throws IOException {
        if (options.contains(java.nio.file.StandardOpenOption.WRITE)) {
            requireWritable();
        }
        return handle.openFile(element(name), options);
    }

    Filestat stat() throws IOException {
        return handle.stat();
    }

    Filestat stat(String name) throws IOException {
        return handle.stat(element(name));
    }

    /** The attributes of a name; null when there is no such file. */
    Filestat statIfExists(String name) throws IOException {
        try {
            return stat(name);
        } catch (IOException e) {
            if (Errno.of(e) == Errno.NOENT) {
                return null;
            }
            throw e;
        }
    }

    Filestat statOpen(String name, Filestat opened) throws IOException {
        return handle.statOpen(element(name), opened);
    }

    /** The names in the directory, sorted, with {@code .} and {@code ..} first if they are to be listed. */
    List<String> list(DotEntries dots) throws IOException {
        List<String> names = new ArrayList<>(handle.list());
        Collections.sort(names);
        if (dots == DotEntries.LISTED) {
            names.add(0, ".");
            names.add(1, "..");
        }
        return List.copyOf(names);
    }

    /** What a symbolic link contains, with {@code /} between its elements whatever the host uses. */
    String readLink(String name) throws IOException {
        String target = handle.readLink(element(name)).toString();
        String separator = fileSystem.getSeparator();
        return separator.equals("/") ? target : target.replace(separator, "/");
    }

    void createDirectory(String name) throws IOException {
        requireWritable();
        handle.createDirectory(element(name));
    }

    void createSymbolicLink(String name, String target) throws IOException {
        requireWritable();
        handle.createSymbolicLink(element(name), fileSystem.getPath(target));
    }

    void createLink(String name, Directory from, String existing) throws IOException {
        requireWritable();
        requireSameFileSystem(from);
        handle.createLink(element(name), from.handle, from.element(existing));
    }

    void deleteFile(String name) throws IOException {
        requireWritable();
        handle.deleteFile(element(name));
    }

    void deleteDirectory(String name) throws IOException {
        requireWritable();
        handle.deleteDirectory(element(name));
    }

    void rename(String name, Directory to, String newName) throws IOException {
        requireWritable();
        to.requireWritable();
        requireSameFileSystem(to);
        handle.rename(element(name), to.handle, to.element(newName));
    }

    void setTimes(FileTimes times) throws IOException {
        requireWritable();
        handle.setTimes(times);
    }

    void setTimes(String name, FileTimes times) throws IOException {
        requireWritable();
        handle.setTimes(element(name), times);
    }

    void setTimesOpen(String name, Filestat opened, FileTimes times) throws IOException {
        requireWritable();
        handle.setTimesOpen(element(name), opened, times);
    }

    /** Files move only between mounts of one file system, and links join only those. */
    private void requireSameFileSystem(Directory other) throws ErrnoException {
        if (other.fileSystem != fileSystem || other.handle.getClass() != handle.getClass()) {
            throw Errno.XDEV.exception();
        }
    }

    /**
     * A name as a path of exactly one element. A host where a name can mean more (a drive, a stream, a second separator) refuses
     * it here.
     */
    private Path element(String name) throws ErrnoException {
        Path path = fileSystem.getPath(name);
        if (path.isAbsolute() || path.getRoot() != null || path.getNameCount() != 1 || !path.toString().equals(name)
            || name.equals(".") || name.equals("..")) {
            throw Errno.INVAL.exception();
        }
        return path;
    }
}
