package dev.vespula.wasi.internal.descriptors;

import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.FileTimes;
import dev.vespula.wasi.internal.files.Filestat;
import dev.vespula.wasi.internal.files.Host;
import dev.vespula.wasi.internal.files.PathResolver;
import dev.vespula.wasi.internal.files.PathResolver.LastLink;
import dev.vespula.wasi.internal.files.PathResolver.Location;
import java.io.IOException;

/**
 * What guests do with paths, whatever version of WASI they are made for. A path is relative to an open directory and never leads
 * out of it. All fail with NOTCAPABLE when the directory lacks the right, NOENT, NOTDIR, LOOP, ACCES, NAMETOOLONG, ILSEQ and INVAL as
 * resolving a path does, PERM when the path would leave the directory, and those that change something with ROFS on a read-only
 * mount; only other causes are named below.
 */
public final class SandboxPaths {
    private final Host host;

    /** The paths of a process. */
    public SandboxPaths(Host host) {
        this.host = host;
    }

    /**
     * Creates a directory.
     *
     * @throws IOException EXIST
     */
    public void createDirectory(OpenDirectory directory, String path) throws IOException {
        directory.require(Rights.PATH_CREATE_DIRECTORY);
        try (Location location = resolve(directory, path, LastLink.KEEP)) {
            Errno.EXIST.when(location.isSelf());
            location.parent().createDirectory(location.name());
        }
    }

    /** The attributes of a file, or of a link itself unless it is to be followed, as the guest is shown them. */
    public Filestat stat(OpenDirectory directory, String path, LastLink lastLink) throws IOException {
        directory.require(Rights.PATH_FILESTAT_GET);
        try (Location location = resolve(directory, path, followed(lastLink, path))) {
            return host.shown(location.stat());
        }
    }

    /**
     * Sets the access and modification times.
     *
     * @throws IOException OVERFLOW beyond what the host can store
     */
    public void setTimes(OpenDirectory directory, String path, LastLink lastLink, FileTimes times) throws IOException {
        directory.require(Rights.PATH_FILESTAT_SET_TIMES);
        try (Location location = resolve(directory, path, followed(lastLink, path))) {
            if (location.isSelf()) {
                location.parent().setTimes(times);
            } else {
                location.stat();
                location.parent().setTimes(location.name(), times);
            }
            host.timesSet(location::stat, times);
        }
    }

    /**
     * Gives a file a further name. Links are never followed, so the new name may be of a link.
     *
     * @throws IOException EXIST, PERM for a directory, INVAL when asked to follow a link, XDEV between file systems, NOTSUP
     */
    public void link(OpenDirectory from, String existing, LastLink lastLink, OpenDirectory to, String name) throws IOException {
        from.require(Rights.PATH_LINK_SOURCE);
        to.require(Rights.PATH_LINK_TARGET);
        Errno.INVAL.when(lastLink == LastLink.FOLLOW);
        try (Location source = resolve(from, existing, LastLink.KEEP); Location target = resolve(to, name, LastLink.KEEP)) {
            boolean directory = source.stat().isDirectory();
            Errno.EXIST.when(target.isSelf() || target.parent().statIfExists(target.name()) != null);
            Errno.PERM.when(directory);
            Errno.NOENT.when(target.directoryWanted());
            target.parent().createLink(target.name(), source.parent(), source.name());
        }
    }

    /**
     * Opens a file or directory, creating a file if asked to.
     *
     * @throws IOException EXIST, ISDIR when a directory is to be written, LOOP for a link that is not followed, NXIO for a pipe
     *     or socket, NOSPC, INVAL for flags that contradict each other, AGAIN when somebody else keeps creating and removing the file
     */
    public Descriptor open(OpenDirectory directory, String path, LastLink lastLink, OpenRequest wanted) throws IOException {
        OpenRequest request = wanted.within(directory);
        LastLink look = request.isOfNewFile() ? LastLink.KEEP : followed(lastLink, path);
        try (Location location = resolve(directory, path, look)) {
            return new FileOpening(location, request).open(host.stop());
        }
    }

    /**
     * What a link contains.
     *
     * @throws IOException INVAL when it is no link, ILSEQ when it is not UTF-8
     */
    public String readLink(OpenDirectory directory, String path) throws IOException {
        directory.require(Rights.PATH_READLINK);
        try (Location location = resolve(directory, path, followed(LastLink.KEEP, path))) {
            Errno.INVAL.when(!location.stat().isSymbolicLink());
            return location.parent().readLink(location.name());
        }
    }

    /**
     * Removes a directory.
     *
     * @throws IOException NOTEMPTY, NOTDIR for anything but a directory, INVAL for the directory the path starts from
     */
    public void removeDirectory(OpenDirectory directory, String path) throws IOException {
        directory.require(Rights.PATH_REMOVE_DIRECTORY);
        try (Location location = resolve(directory, path, LastLink.KEEP)) {
            Errno.INVAL.when(location.isSelf());
            Filestat removed = location.stat();
            Errno.NOTDIR.when(!removed.isDirectory());
            location.parent().deleteDirectory(location.name());
            host.removed(removed);
        }
    }

    /**
     * Moves a file or directory. A file replaces a file or link, a directory an empty directory.
     *
     * @throws IOException ISDIR, NOTDIR, NOTEMPTY when the target cannot be replaced, INVAL for a directory moved into itself,
     *     BUSY for the directory a path starts from, XDEV between file systems
     */
    public void rename(OpenDirectory from, String oldName, OpenDirectory to, String newName) throws IOException {
        from.require(Rights.PATH_RENAME_SOURCE);
        to.require(Rights.PATH_RENAME_TARGET);
        try (Location source = resolve(from, oldName, LastLink.KEEP); Location target = resolve(to, newName, LastLink.KEEP)) {
            Errno.BUSY.when(source.isSelf() || target.isSelf());
            Filestat moved = source.stat();
            target.requireDirectoryIfWanted(moved);
            Filestat replaced = host.remembersFiles() ? target.parent().statIfExists(target.name()) : null;
            source.parent().rename(source.name(), target.parent(), target.name());
            if (replaced != null && !replaced.sameFile(moved)) {
                host.removed(replaced);
            }
        }
    }

    /**
     * Creates a link. What it contains is not looked at, but an absolute path could only lead out.
     *
     * @throws IOException EXIST, PERM for an absolute target, NOENT for an empty one, NOTSUP
     */
    public void symlink(String target, OpenDirectory directory, String name) throws IOException {
        directory.require(Rights.PATH_SYMLINK);
        PathResolver.check(target);
        Errno.NOENT.when(target.isEmpty());
        Errno.PERM.when(target.startsWith("/"));
        try (Location location = resolve(directory, name, LastLink.KEEP)) {
            Filestat existing = location.isSelf() ? location.stat() : location.parent().statIfExists(location.name());
            if (existing != null) {
                throw (location.directoryWanted() && !existing.isDirectory() ? Errno.NOTDIR : Errno.EXIST).exception();
            }
            Errno.NOENT.when(location.directoryWanted());
            location.parent().createSymbolicLink(location.name(), target);
        }
    }

    /**
     * Removes a file, or a link itself.
     *
     * @throws IOException ISDIR for a directory, NOTDIR for a file when the path ends in a slash
     */
    public void unlinkFile(OpenDirectory directory, String path) throws IOException {
        directory.require(Rights.PATH_UNLINK_FILE);
        try (Location location = resolve(directory, path, LastLink.KEEP)) {
            Filestat removed = location.stat();
            Errno.ISDIR.when(removed.isDirectory());
            location.parent().deleteFile(location.name());
            host.removed(removed);
        }
    }

    private static Location resolve(OpenDirectory directory, String path, LastLink lastLink) throws IOException {
        PathResolver.check(path);
        return PathResolver.resolve(directory.host(), path, lastLink);
    }

    /** A slash at the end asks for a directory, so a link there is followed even if links are to be kept. */
    private static LastLink followed(LastLink asked, String path) {
        return path.endsWith("/") ? LastLink.FOLLOW : asked;
    }
}
