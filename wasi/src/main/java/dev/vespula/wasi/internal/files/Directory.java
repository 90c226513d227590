package dev.vespula.wasi.internal.files;

import dev.vespula.wasi.Access;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystem;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An open directory inside a sandbox. It knows the mount's access and turns names into single path elements, so nothing below
 * ever sees a separator or {@code ..}. Holders are counted: the guest's descriptors, the files opened in it, a resolution
 * under way and every single operation share one handle on the host, and the last of them closes it. Thread-safe: descriptors of
 * several threads may share a directory, and what is closed is never used again, since its name on the host may be another's.
 */
public final class Directory implements AutoCloseable {
    private final DirectoryHandle handle;
    private final FileSystem fileSystem;
    private final Access access;
    private final Host host;
    /** 0 once it is closed; never rises again then. */
    private final AtomicInteger holders = new AtomicInteger(1);
    private volatile SharedDirectories.Key sharedAs;

    public Directory(DirectoryHandle handle, FileSystem fileSystem, Access access, Host host) {
        this.handle = handle;
        this.fileSystem = fileSystem;
        this.access = access;
        this.host = host;
    }

    /** Opens the root of a sandbox. */
    public static Directory open(Path root, Access access, Host host) throws IOException {
        return new Directory(DirectoryHandle.open(root), root.getFileSystem(), access, host);
    }

    /**
     * One more holder, who must close it.
     *
     * @throws ErrnoException BADF when the last holder has closed it
     */
    public Directory retain() throws ErrnoException {
        Errno.BADF.when(!tryRetain());
        return this;
    }

    /** One more holder, unless the last has closed it. */
    public boolean tryRetain() {
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
    public void close() throws IOException {
        int left = holders.decrementAndGet();
        if (left == 0) {
            if (sharedAs != null) {
                host.directories().closed(sharedAs, this);
            }
            handle.close();
        } else if (left < 0) {
            throw new IllegalStateException("closed more often than held");
        }
    }

    public Host host() {
        return host;
    }

    /** What it is known by to those that share it; null when it cannot be told from others. */
    public SharedDirectories.Key key() throws IOException {
        Object identity = identity();
        return identity == null ? null : new SharedDirectories.Key(identity, fileSystem, access);
    }

    public void sharedAs(SharedDirectories.Key key) {
        sharedAs = key;
    }

    /** Fails with ROFS on a mount that may only be read. */
    public void requireWritable() throws ErrnoException {
        Errno.ROFS.when(access == Access.READ_ONLY);
    }

    public Directory openDirectory(String name) throws IOException {
        try (Directory held = retain()) {
            return new Directory(held.handle.openDirectory(element(name)), fileSystem, access, host);
        }
    }

    /** Opens what {@code ..} is at the moment: anything, also outside the sandbox, until it has been looked at. */
    public Directory openParent() throws IOException {
        try (Directory held = retain()) {
            return new Directory(held.handle.openParent(), fileSystem, access, host);
        }
    }

    /** By what the host tells the directory from others; null where it does not. */
    public Object identity() throws IOException {
        try (Directory held = retain()) {
            return held.handle.identity();
        }
    }

    /** Opens a file; the options decide whether the mount must be writable. */
    public SeekableByteChannel openFile(String name, Set<? extends OpenOption> options) throws IOException {
        if (options.contains(java.nio.file.StandardOpenOption.WRITE)) {
            requireWritable();
        }
        try (Directory held = retain()) {
            return held.handle.openFile(element(name), options);
        }
    }

    public Filestat stat() throws IOException {
        try (Directory held = retain()) {
            return held.handle.stat();
        }
    }

    public Filestat stat(String name) throws IOException {
        try (Directory held = retain()) {
            return held.handle.stat(element(name));
        }
    }

    /** The attributes of a name; null when there is no such file. */
    public Filestat statIfExists(String name) throws IOException {
        try {
            return stat(name);
        } catch (IOException e) {
            Errno.NOENT.expect(e);
            return null;
        }
    }

    public Filestat statOpen(String name, Filestat opened, SeekableByteChannel channel) throws IOException {
        try (Directory held = retain()) {
            return held.handle.statOpen(element(name), opened, channel);
        }
    }

    /** The names in the directory, in the host's order. Ends with INTR when told to stop. */
    public void list(DirectoryHandle.Names names) throws IOException {
        try (Directory held = retain()) {
            held.handle.list(name -> {
                host.stop().check();
                names.add(name);
            });
        }
    }

    /**
     * Kind and identity of a name, and nothing that costs more to find out; null when there is no such file.
     */
    public Filestat look(String name) throws IOException {
        try (Directory held = retain()) {
            return held.handle.look(element(name));
        } catch (IOException e) {
            Errno.NOENT.expect(e);
            return null;
        }
    }

    /** What a symbolic link contains, with {@code /} between its elements whatever the host uses. */
    public String readLink(String name) throws IOException {
        String target;
        try (Directory held = retain()) {
            target = held.handle.readLink(element(name)).toString();
        }
        String separator = fileSystem.getSeparator();
        return separator.equals("/") ? target : target.replace(separator, "/");
    }

    public void createDirectory(String name) throws IOException {
        requireWritable();
        try (Directory held = retain()) {
            held.handle.createDirectory(element(name));
        }
    }

    public void createSymbolicLink(String name, String target) throws IOException {
        requireWritable();
        try (Directory held = retain()) {
            held.handle.createSymbolicLink(element(name), fileSystem.getPath(target));
        }
    }

    public void createLink(String name, Directory from, String existing) throws IOException {
        requireWritable();
        requireSameFileSystem(from);
        try (Directory held = retain(); Directory source = from.retain()) {
            held.handle.createLink(element(name), source.handle, from.element(existing));
        }
    }

    public void deleteFile(String name) throws IOException {
        requireWritable();
        try (Directory held = retain()) {
            held.handle.deleteFile(element(name));
        }
    }

    public void deleteDirectory(String name) throws IOException {
        requireWritable();
        try (Directory held = retain()) {
            held.handle.deleteDirectory(element(name));
        }
    }

    public void rename(String name, Directory to, String newName) throws IOException {
        requireWritable();
        to.requireWritable();
        requireSameFileSystem(to);
        try (Directory held = retain(); Directory target = to.retain()) {
            held.handle.rename(element(name), target.handle, to.element(newName));
        }
    }

    public void setTimes(FileTimes times) throws IOException {
        requireWritable();
        try (Directory held = retain()) {
            held.handle.setTimes(times);
        }
    }

    public void setTimes(String name, FileTimes times) throws IOException {
        requireWritable();
        try (Directory held = retain()) {
            held.handle.setTimes(element(name), times);
        }
    }

    public void setTimesOpen(String name, Filestat opened, SeekableByteChannel channel, FileTimes times) throws IOException {
        requireWritable();
        try (Directory held = retain()) {
            held.handle.setTimesOpen(element(name), opened, channel, times);
        }
    }

    /** Files move only between mounts of one file system, and links join only those. */
    private void requireSameFileSystem(Directory other) throws ErrnoException {
        Errno.XDEV.when(other.fileSystem != fileSystem || other.handle.getClass() != handle.getClass());
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
}
