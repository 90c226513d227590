package dev.vespula.wasi.internal.preview1;

import dev.vespula.wasi.WasiClock;
import dev.vespula.wasi.internal.descriptors.Descriptor;
import dev.vespula.wasi.internal.descriptors.FdTable;
import dev.vespula.wasi.internal.descriptors.GuestMemory;
import dev.vespula.wasi.internal.descriptors.OpenDirectory;
import dev.vespula.wasi.internal.descriptors.OpenFile;
import dev.vespula.wasi.internal.descriptors.Rights;
import dev.vespula.wasi.internal.files.Directory;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.FileTimes;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.files.Filestat;
import dev.vespula.wasi.internal.files.Flags;
import dev.vespula.wasi.internal.files.Host;
import dev.vespula.wasi.internal.files.PathResolver;
import dev.vespula.wasi.internal.files.PathResolver.LastLink;
import dev.vespula.wasi.internal.files.PathResolver.Location;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * The functions on paths. A path is relative to a directory descriptor and never leads out of that directory. All fail with BADF
 * or NOTDIR when the descriptor is no open directory, NOTCAPABLE when it lacks the right, FAULT when a pointer leads out of the
 * memory, NOENT, NOTDIR, LOOP, ACCES, NAMETOOLONG, ILSEQ and INVAL as resolving a path does, PERM when the path would leave the
 * directory, and those that change something with ROFS on a read-only mount; only other causes are named below.
 */
public final class PathFunctions {
    /** How often a file may be created or removed by another in the moment between looking and opening. */
    private static final int MOST_ATTEMPTS = 64;

    private final FdTable table;
    private final WasiClock clock;
    private final Host host;

    public PathFunctions(FdTable table, WasiClock clock, Host host) {
        this.table = table;
        this.clock = clock;
        this.host = host;
    }

    /**
     * {@code path_create_directory}.
     *
     * @throws IOException EXIST
     */
    public void createDirectory(GuestMemory memory, int fd, int path, int length) throws IOException {
        OpenDirectory directory = table.directory(fd, Rights.PATH_CREATE_DIRECTORY);
        try (Location location = resolve(directory, memory.path(path, length), LastLink.KEEP)) {
            Errno.EXIST.when(location.isSelf());
            location.parent().createDirectory(location.name());
        }
    }

    /** {@code path_filestat_get}: the attributes of a file, or of a link itself unless it is to be followed. */
    public void filestatGet(GuestMemory memory, int fd, int lookup, int path, int length, int result) throws IOException {
        OpenDirectory directory = table.directory(fd, Rights.PATH_FILESTAT_GET);
        String name = memory.path(path, length);
        memory.check(result, GuestMemory.FILESTAT_BYTES);
        try (Location location = resolve(directory, name, lastLink(lookup, name))) {
            memory.putFilestat(result, host.shown(location.stat()));
        }
    }

    /**
     * {@code path_filestat_set_times}: sets the access and modification times, each to a value, to now, or not at all.
     *
     * @throws IOException INVAL when a time is asked for twice, OVERFLOW beyond what the host can store
     */
    public void filestatSetTimes(GuestMemory memory, int fd, int lookup, int path, int length, long accessed, long modified,
            int flags)
            throws IOException {
        OpenDirectory directory = table.directory(fd, Rights.PATH_FILESTAT_SET_TIMES);
        FileTimes times = FileTimes.of(accessed, modified, flags, clock.realtime());
        String name = memory.path(path, length);
        try (Location location = resolve(directory, name, lastLink(lookup, name))) {
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
     * {@code path_link}: gives a file a further name. Links are never followed, so the new name may be of a link.
     *
     * @throws IOException EXIST, PERM for a directory, INVAL when asked to follow a link, XDEV between file systems, NOTSUP
     */
    public void link(GuestMemory memory, int oldFd, int lookup, int oldPath, int oldLength, int newFd, int newPath,
            int newLength) throws IOException {
        OpenDirectory from = table.directory(oldFd, Rights.PATH_LINK_SOURCE);
        OpenDirectory to = table.directory(newFd, Rights.PATH_LINK_TARGET);
        String existing = memory.path(oldPath, oldLength);
        String name = memory.path(newPath, newLength);
        Errno.INVAL.when((lookup & Flags.LOOKUP_SYMLINK_FOLLOW) != 0);
        try (Location source = resolve(from, existing, LastLink.KEEP); Location target = resolve(to, name, LastLink.KEEP)) {
            boolean directory = source.stat().isDirectory();
            Errno.EXIST.when(target.isSelf() || target.parent().statIfExists(target.name()) != null);
            Errno.PERM.when(directory);
            Errno.NOENT.when(target.directoryWanted());
            target.parent().createLink(target.name(), source.parent(), source.name());
        }
    }

    /**
     * {@code path_open}: opens a file or directory, creating a file if asked to.
     *
     * @param rights what the new descriptor shall be able to do; reading or writing decides how the host opens the file. More
     *     than the directory passes on is NOTCAPABLE; what does not apply to the kind of file is left out
     * @param inheriting what descriptors opened through the new one may have, at most what this directory passes on
     * @throws IOException EXIST, ISDIR when a directory is to be written, LOOP for a link that is not followed, NXIO for a pipe
     *     or socket, MFILE before anything is created, NOSPC, INVAL for flags that contradict each other, AGAIN when somebody else
     *     keeps creating and removing the file
     */
    public void open(GuestMemory memory, int fd, int lookup, int path, int length, int openFlags, long rights, long inheriting,
            int fdFlags, int result) throws IOException {
        OpenDirectory directory = table.directory(fd, Rights.PATH_OPEN | neededFor(openFlags));
        Flags.check(openFlags, Flags.OPEN_ALL);
        Flags.check(fdFlags, Flags.FD_ALL);
        Errno.INVAL.when((openFlags & Flags.OPEN_CREATE) != 0 && (openFlags & Flags.OPEN_DIRECTORY) != 0);
        String name = memory.path(path, length);
        memory.check(result, Integer.BYTES);
        Request request = new Request(openFlags, rights & Rights.INHERITING, inheriting & directory.inheriting(), fdFlags);
        Errno.NOTCAPABLE.when((request.rights & ~directory.inheriting()) != 0);
        LastLink lastLink = request.asks(Flags.OPEN_CREATE) && request.asks(Flags.OPEN_EXCLUSIVE)
                ? LastLink.KEEP : lastLink(lookup, name);
        try (FdTable.Reservation number = table.reserve(); Location location = resolve(directory, name, lastLink)) {
            memory.putI32(result, number.give(open(location, request)));
        }
    }

    private static long neededFor(int openFlags) {
        return ((openFlags & Flags.OPEN_CREATE) != 0 ? Rights.PATH_CREATE_FILE : 0)
                | ((openFlags & Flags.OPEN_TRUNCATE) != 0 ? Rights.PATH_FILESTAT_SET_SIZE : 0);
    }

    /** What a guest asks {@code path_open} for. */
    private record Request(int openFlags, long rights, long inheriting, int fdFlags) {
        boolean asks(int flag) {
            return (openFlags & flag) != 0;
        }

        boolean writes() {
            return (rights & Rights.FD_WRITE) != 0 || asks(Flags.OPEN_TRUNCATE);
        }
    }

    /** As Linux does, whatever the flags, the rights and the kind of file are. */
    private Descriptor open(Location location, Request request) throws IOException {
        if (location.isSelf()) {
            return openDirectory(location, request);
        }
        Errno.ISDIR.when(request.asks(Flags.OPEN_CREATE) && location.directoryWanted());
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            host.stop().check();
            Filestat stat = location.parent().statIfExists(location.name());
            Descriptor opened = stat != null ? openExisting(location, stat, request) : create(location, request);
            if (opened != null) {
                return opened;
            }
        }
        // Somebody else keeps creating and removing it.
        throw Errno.AGAIN.exception();
    }

    /** Opens what a name is of; null when it is gone meanwhile and may be created. */
    private static Descriptor openExisting(Location location, Filestat stat, Request request) throws IOException {
        Errno.EXIST.when(request.asks(Flags.OPEN_CREATE) && request.asks(Flags.OPEN_EXCLUSIVE));
        try {
            return switch (stat.type()) {
                case DIRECTORY -> openDirectory(location, request);
                case SYMBOLIC_LINK -> throw (request.asks(Flags.OPEN_DIRECTORY) ? Errno.NOTDIR : Errno.LOOP).exception();
                default -> openFile(location, stat, request);
            };
        } catch (IOException e) {
            if (Errno.of(e) == Errno.NOENT && request.asks(Flags.OPEN_CREATE)) {
                return null;
            }
            throw e;
        }
    }

    private static Descriptor openDirectory(Location location, Request request) throws IOException {
        Errno.EXIST.when(request.asks(Flags.OPEN_CREATE) && request.asks(Flags.OPEN_EXCLUSIVE));
        Errno.ISDIR.when(request.writes() || request.asks(Flags.OPEN_CREATE));
        Directory opened = location.isSelf() ? location.parent().retain() : location.parent().openDirectory(location.name());
        try (opened) {
            return new OpenDirectory(opened, request.rights & Rights.DIRECTORY, request.inheriting, request.fdFlags);
        }
    }

    private static Descriptor openFile(Location location, Filestat stat, Request request) throws IOException {
        Errno.NOTDIR.when(request.asks(Flags.OPEN_DIRECTORY));
        location.requireDirectoryIfWanted(stat);
        // Opening a pipe would wait for its other end, and a socket file cannot be opened at all.
        Errno.NXIO.when(!stat.isRegularFile() && stat.type() != FileType.CHARACTER_DEVICE);
        Set<OpenOption> options = new HashSet<>();
        if (request.writes()) {
            options.add(StandardOpenOption.WRITE);
        }
        if (!request.writes() || (request.rights & Rights.FD_READ) != 0) {
            options.add(StandardOpenOption.READ);
        }
        if (request.asks(Flags.OPEN_TRUNCATE)) {
            options.add(StandardOpenOption.TRUNCATE_EXISTING);
        }
        return file(location, request, location.parent().openFile(location.name(), options));
    }

    /**
     * A new file is opened for reading and writing, since it could not be created otherwise; the rights decide what is used. Null
     * when somebody else has just created it: it exists then, whatever it is.
     */
    private static Descriptor create(Location location, Request request) throws IOException {
        Errno.NOENT.when(!request.asks(Flags.OPEN_CREATE));
        SeekableByteChannel channel;
        try {
            channel = location.parent().openFile(location.name(),
                    Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
        } catch (IOException e) {
            if (Errno.of(e) == Errno.EXIST && !request.asks(Flags.OPEN_EXCLUSIVE)) {
                return null;
            }
            throw e;
        }
        return file(location, request, channel);
    }

    private static Descriptor file(Location location, Request request, SeekableByteChannel channel) throws IOException {
        try {
            Filestat opened = location.parent().stat(location.name());
            return new OpenFile(location.parent(), location.name(), opened, channel,
                    request.rights & Rights.FILE, request.inheriting, request.fdFlags);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * {@code path_readlink}: what a link contains, cut off at the buffer's end.
     *
     * @throws IOException INVAL when it is no link
     */
    public void readlink(GuestMemory memory, int fd, int path, int length, int buffer, int bufferLength, int result)
            throws IOException {
        OpenDirectory directory = table.directory(fd, Rights.PATH_READLINK);
        String name = memory.path(path, length);
        long room = bufferLength & 0xFFFF_FFFFL;
        memory.check(buffer, room);
        memory.check(result, Integer.BYTES);
        try (Location location = resolve(directory, name, name.endsWith("/") ? LastLink.FOLLOW : LastLink.KEEP)) {
            Errno.INVAL.when(!location.stat().isSymbolicLink());
            byte[] target = location.parent().readLink(location.name()).getBytes(StandardCharsets.UTF_8);
            int used = (int) Math.min(room, target.length);
            memory.write(buffer, target, 0, used);
            memory.putI32(result, used);
        }
    }

    /**
     * {@code path_remove_directory}.
     *
     * @throws IOException NOTEMPTY, NOTDIR for anything but a directory, INVAL for the directory the path starts from
     */
    public void removeDirectory(GuestMemory memory, int fd, int path, int length) throws IOException {
        OpenDirectory directory = table.directory(fd, Rights.PATH_REMOVE_DIRECTORY);
        try (Location location = resolve(directory, memory.path(path, length), LastLink.KEEP)) {
            Errno.INVAL.when(location.isSelf());
            Filestat removed = location.stat();
            Errno.NOTDIR.when(!removed.isDirectory());
            location.parent().deleteDirectory(location.name());
            host.removed(removed);
        }
    }

    /**
     * {@code path_rename}: moves a file or directory. A file replaces a file or link, a directory an empty directory.
     *
     * @throws IOException ISDIR, NOTDIR, NOTEMPTY when the target cannot be replaced, INVAL for a directory moved into itself,
     *     BUSY for the directory a path starts from, XDEV between file systems
     */
    public void rename(GuestMemory memory, int oldFd, int oldPath, int oldLength, int newFd, int newPath, int newLength)
            throws IOException {
        OpenDirectory from = table.directory(oldFd, Rights.PATH_RENAME_SOURCE);
        OpenDirectory to = table.directory(newFd, Rights.PATH_RENAME_TARGET);
        String oldName = memory.path(oldPath, oldLength);
        String newName = memory.path(newPath, newLength);
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
     * {@code path_symlink}: creates a link. What it contains is not looked at, but an absolute path could only lead out.
     *
     * @throws IOException EXIST, PERM for an absolute target, NOENT for an empty one, NOTSUP
     */
    public void symlink(GuestMemory memory, int oldPath, int oldLength, int fd, int newPath, int newLength) throws IOException {
        OpenDirectory directory = table.directory(fd, Rights.PATH_SYMLINK);
        String target = memory.path(oldPath, oldLength);
        String name = memory.path(newPath, newLength);
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
     * {@code path_unlink_file}: removes a file, or a link itself.
     *
     * @throws IOException ISDIR for a directory, NOTDIR for a file when the path ends in a slash
     */
    public void unlinkFile(GuestMemory memory, int fd, int path, int length) throws IOException {
        OpenDirectory directory = table.directory(fd, Rights.PATH_UNLINK_FILE);
        try (Location location = resolve(directory, memory.path(path, length), LastLink.KEEP)) {
            Filestat removed = location.stat();
            Errno.ISDIR.when(removed.isDirectory());
            location.parent().deleteFile(location.name());
            host.removed(removed);
        }
    }

    private static Location resolve(OpenDirectory directory, String path, LastLink lastLink) throws IOException {
        return PathResolver.resolve(directory.host(), path, lastLink);
    }

    /** A slash at the end asks for a directory, so a link there is followed even if links are to be kept. */
    private static LastLink lastLink(int lookup, String path) throws IOException {
        Flags.check(lookup, Flags.LOOKUP_SYMLINK_FOLLOW);
        return (lookup & Flags.LOOKUP_SYMLINK_FOLLOW) != 0 || path.endsWith("/") ? LastLink.FOLLOW : LastLink.KEEP;
    }
}
