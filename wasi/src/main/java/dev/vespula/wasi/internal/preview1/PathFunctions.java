package dev.vespula.wasi.internal.preview1;

import dev.vespula.wasi.WasiClock;
import dev.vespula.wasi.internal.descriptors.FdTable;
import dev.vespula.wasi.internal.descriptors.GuestMemory;
import dev.vespula.wasi.internal.descriptors.OpenDirectory;
import dev.vespula.wasi.internal.descriptors.OpenRequest;
import dev.vespula.wasi.internal.descriptors.SandboxPaths;
import dev.vespula.wasi.internal.files.FileTimes;
import dev.vespula.wasi.internal.files.Flags;
import dev.vespula.wasi.internal.files.PathResolver.LastLink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The functions on paths: what {@link SandboxPaths} does, with its errors. All fail with BADF or NOTDIR when the descriptor is no open
 * directory, FAULT when a pointer leads out of the memory, NAMETOOLONG, ILSEQ and INVAL for what is no path; only other causes are
 * named below.
 */
public final class PathFunctions {
    private final FdTable table;
    private final WasiClock clock;
    private final SandboxPaths paths;

    public PathFunctions(FdTable table, WasiClock clock, SandboxPaths paths) {
        this.table = table;
        this.clock = clock;
        this.paths = paths;
    }

    /** {@code path_create_directory}. */
    public void createDirectory(GuestMemory memory, int fd, int path, int length) throws IOException {
        OpenDirectory directory = directory(fd);
        paths.createDirectory(directory, memory.path(path, length));
    }

    /** {@code path_filestat_get}. */
    public void filestatGet(GuestMemory memory, int fd, int lookup, int path, int length, int result) throws IOException {
        OpenDirectory directory = directory(fd);
        String name = memory.path(path, length);
        memory.check(result, GuestMemory.FILESTAT_BYTES);
        memory.putFilestat(result, paths.stat(directory, name, lastLink(lookup)));
    }

    /**
     * {@code path_filestat_set_times}: sets the access and modification times, each to a value, to now, or not at all.
     *
     * @throws IOException INVAL when a time is asked for twice
     */
    public void filestatSetTimes(GuestMemory memory, int fd, int lookup, int path, int length, long accessed, long modified,
            int flags) throws IOException {
        OpenDirectory directory = directory(fd);
        FileTimes times = FileTimes.of(accessed, modified, flags, clock.realtime());
        paths.setTimes(directory, memory.path(path, length), lastLink(lookup), times);
    }

    /** {@code path_link}. */
    public void link(GuestMemory memory, int oldFd, int lookup, int oldPath, int oldLength, int newFd, int newPath,
            int newLength) throws IOException {
        OpenDirectory from = directory(oldFd);
        OpenDirectory to = directory(newFd);
        String existing = memory.path(oldPath, oldLength);
        String name = memory.path(newPath, newLength);
        paths.link(from, existing, (lookup & Flags.LOOKUP_SYMLINK_FOLLOW) != 0 ? LastLink.FOLLOW : LastLink.KEEP, to, name);
    }

    /**
     * {@code path_open}.
     *
     * @throws IOException MFILE before anything is created
     */
    public void open(GuestMemory memory, int fd, int lookup, int path, int length, int openFlags, long rights, long inheriting,
            int fdFlags, int result) throws IOException {
        OpenDirectory directory = directory(fd);
        String name = memory.path(path, length);
        memory.check(result, Integer.BYTES);
        OpenRequest request = new OpenRequest(openFlags, rights, inheriting, fdFlags);
        try (FdTable.Reservation number = table.reserve()) {
            memory.putI32(result, number.give(paths.open(directory, name, lastLink(lookup), request)));
        }
    }

    /** {@code path_readlink}: what a link contains, cut off at the buffer's end. */
    public void readlink(GuestMemory memory, int fd, int path, int length, int buffer, int bufferLength, int result)
            throws IOException {
        OpenDirectory directory = directory(fd);
        String name = memory.path(path, length);
        long room = bufferLength & 0xFFFF_FFFFL;
        memory.check(buffer, room);
        memory.check(result, Integer.BYTES);
        byte[] target = paths.readLink(directory, name).getBytes(StandardCharsets.UTF_8);
        int used = (int) Math.min(room, target.length);
        memory.write(buffer, target, 0, used);
        memory.putI32(result, used);
    }

    /** {@code path_remove_directory}. */
    public void removeDirectory(GuestMemory memory, int fd, int path, int length) throws IOException {
        OpenDirectory directory = directory(fd);
        paths.removeDirectory(directory, memory.path(path, length));
    }

    /** {@code path_rename}. */
    public void rename(GuestMemory memory, int oldFd, int oldPath, int oldLength, int newFd, int newPath, int newLength)
            throws IOException {
        OpenDirectory from = directory(oldFd);
        OpenDirectory to = directory(newFd);
        String oldName = memory.path(oldPath, oldLength);
        paths.rename(from, oldName, to, memory.path(newPath, newLength));
    }

    /** {@code path_symlink}. */
    public void symlink(GuestMemory memory, int oldPath, int oldLength, int fd, int newPath, int newLength) throws IOException {
        OpenDirectory directory = directory(fd);
        String target = memory.path(oldPath, oldLength);
        paths.symlink(target, directory, memory.path(newPath, newLength));
    }

    /** {@code path_unlink_file}. */
    public void unlinkFile(GuestMemory memory, int fd, int path, int length) throws IOException {
        OpenDirectory directory = directory(fd);
        paths.unlinkFile(directory, memory.path(path, length));
    }

    private OpenDirectory directory(int fd) throws IOException {
        return table.get(fd).directory();
    }

    private static LastLink lastLink(int lookup) throws IOException {
        Flags.check(lookup, Flags.LOOKUP_SYMLINK_FOLLOW);
        return lookup == 0 ? LastLink.KEEP : LastLink.FOLLOW;
    }
}
