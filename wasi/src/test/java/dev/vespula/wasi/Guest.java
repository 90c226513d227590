package dev.vespula.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A guest without an engine: calls the host functions as generated code would, with everything passed through memory, and
 * answers with errnos. Its preopened directory, if it has one, is descriptor 3.
 */
final class Guest implements AutoCloseable {
    static final int ROOT = 3;
    /** Where the next argument goes; results are below. */
    private static final int ARGUMENTS = 1024;
    private static final int RESULT = 16;
    private static final int BUFFER = 64 * 1024;

    static final long ALL_FILE = Rights.FILE;

    final ArrayMemory memory = new ArrayMemory(256 * 1024);
    final StopSignal stop = new StopSignal();
    final Host host;
    final FdTable table;
    final FdFunctions fds;
    final PathFunctions paths;
    final PollFunctions poll;
    final SocketFunctions sockets;
    private int free = ARGUMENTS;

    Guest(WasiClock clock) {
        this(clock, FileAttributes.HOST, Wasi.DEFAULT_MAX_OPEN_FILES);
    }

    Guest(WasiClock clock, FileAttributes attributes, int maxOpenFiles) {
        host = new Host(stop, attributes);
        table = new FdTable(maxOpenFiles);
        fds = new FdFunctions(table, clock, DotEntries.LISTED, host);
        paths = new PathFunctions(table, clock, host);
        poll = new PollFunctions(table, clock, stop);
        sockets = new SocketFunctions(table, stop);
    }

    /** The same functions as the engine calls them. */
    Preview1 functions() {
        ProcessFunctions process = new ProcessFunctions(List.of(), List.of(), WasiClock.SYSTEM, null, stop);
        return new Preview1(table, process, fds, paths, poll, sockets, stop);
    }

    /** Standard streams that go nowhere, and a directory. */
    static Guest in(Path directory, Access access) throws IOException {
        return new Guest(WasiClock.SYSTEM).in(directory, access, "/");
    }

    Guest in(Path directory, Access access, String name) throws IOException {
        table.add(new InputDescriptor(new java.io.ByteArrayInputStream(new byte[0]), FileType.UNKNOWN, new StopSignal()));
        table.add(new OutputDescriptor(new java.io.ByteArrayOutputStream(), FileType.UNKNOWN));
        table.add(new OutputDescriptor(new java.io.ByteArrayOutputStream(), FileType.UNKNOWN));
        mount(directory, name, access);
        return this;
    }

    int mount(Path directory, String name, Access access) throws IOException {
        try (Directory opened = Directory.open(directory, access, host)) {
            return table.add(OpenDirectory.preopened(opened, name));
        }
    }

    @Override
    public void close() throws IOException {
        table.closeAll();
    }

    /** A call as the linker makes it. */
    interface Call {
        void run() throws IOException;
    }

    Errno errno(Call call) {
        try {
            call.run();
            return Errno.SUCCESS;
        } catch (IOException e) {
            return Errno.of(e);
        } catch (RuntimeException e) {
            Errno errno = Errno.ofUnchecked(e);
            if (errno == null) {
                throw e;
            }
            return errno;
        } finally {
            free = ARGUMENTS;
        }
    }

    private void succeed(Call call) {
        assertThat(errno(call)).isEqualTo(Errno.SUCCESS);
    }

    // ---- arguments

    private record Text(int address, int length) {
    }

    private Text put(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Text put = new Text(free, bytes.length);
        memory.write(free, bytes, 0, bytes.length);
        free += bytes.length;
        return put;
    }

    /** One vector of the given length over the buffer. */
    private int vector(int length) throws IOException {
        int at = free + 7 & ~7;
        memory.putI32(at, BUFFER);
        memory.putI32(at + 4, length);
        free = at + 8;
        return at;
    }

    // ---- paths

    Errno open(int fd, String path, int lookup, int flags, long rights, long inheriting, int fdFlags) {
        return errno(() -> {
            Text name = put(path);
            paths.open(memory, fd, lookup, name.address, name.length, flags, rights, inheriting, fdFlags, RESULT);
        });
    }

    Errno tryOpen(String path, int flags, long rights) {
        return open(ROOT, path, 0, flags, rights, 0, 0);
    }

    /** The number the last successful call gave. */
    int result() {
        return memory.loadInt(RESULT);
    }

    long longResult() {
        return memory.loadLong(RESULT);
    }

    int opened(int fd, String path, int lookup, int flags, long rights, int fdFlags) {
        assertThat(open(fd, path, lookup, flags, rights, rights, fdFlags)).isEqualTo(Errno.SUCCESS);
        return result();
    }

    int opened(String path, int flags, long rights) {
        return opened(ROOT, path, 0, flags, rights, 0);
    }

    int openedDirectory(String path) {
        assertThat(open(ROOT, path, 0, Flags.OPEN_DIRECTORY, Rights.DIRECTORY, Rights.INHERITING, 0)).isEqualTo(Errno.SUCCESS);
        return result();
    }

    /** Creates a file with some content. */
    void create(String path, String content) {
        int fd = opened(path, Flags.OPEN_CREATE | Flags.OPEN_TRUNCATE, ALL_FILE);
        write(fd, content);
        close(fd);
    }

    String contentOf(String path) {
        int fd = opened(ROOT, path, Flags.LOOKUP_SYMLINK_FOLLOW, 0, Rights.FD_READ, 0);
        String content = read(fd, 1000);
        close(fd);
        return content;
    }

    Errno mkdir(String path) {
        return mkdir(ROOT, path);
    }

    Errno mkdir(int fd, String path) {
        return errno(() -> {
            Text name = put(path);
            paths.createDirectory(memory, fd, name.address, name.length);
        });
    }

    Errno rmdir(String path) {
        return errno(() -> {
            Text name = put(path);
            paths.removeDirectory(memory, ROOT, name.address, name.length);
        });
    }

    Errno unlink(String path) {
        return unlink(ROOT, path);
    }

    Errno unlink(int fd, String path) {
        return errno(() -> {
            Text name = put(path);
            paths.unlinkFile(memory, fd, name.address, name.length);
        });
    }

    Errno symlink(String target, String path) {
        return errno(() -> {
            Text content = put(target);
            Text name = put(path);
            paths.symlink(memory, content.address, content.length, ROOT, name.address, name.length);
        });
    }

    Errno link(String existing, String path) {
        return link(ROOT, existing, 0, ROOT, path);
    }

    Errno link(int oldFd, String existing, int lookup, int newFd, String path) {
        return errno(() -> {
            Text old = put(existing);
            Text name = put(path);
            paths.link(memory, oldFd, lookup, old.address, old.length, newFd, name.address, name.length);
        });
    }

    Errno rename(String from, String to) {
        return rename(ROOT, from, ROOT, to);
    }

    Errno rename(int oldFd, String from, int newFd, String to) {
        return errno(() -> {
            Text old = put(from);
            Text name = put(to);
            paths.rename(memory, oldFd, old.address, old.length, newFd, name.address, name.length);
        });
    }

    Errno readlink(String path, int room) {
        return errno(() -> {
            Text name = put(path);
            paths.readlink(memory, ROOT, name.address, name.length, BUFFER, room, RESULT);
        });
    }

    String linkTarget(String path) {
        assertThat(readlink(path, 1000)).isEqualTo(Errno.SUCCESS);
        return text(result());
    }

    Errno stat(String path, int lookup) {
        return errno(() -> {
            Text name = put(path);
            paths.filestatGet(memory, ROOT, lookup, name.address, name.length, BUFFER);
        });
    }

    Stat statOf(String path, int lookup) {
        assertThat(stat(path, lookup)).isEqualTo(Errno.SUCCESS);
        return lastStat();
    }

    Errno setTimes(String path, int lookup, long accessed, long modified, int flags) {
        return errno(() -> {
            Text name = put(path);
            paths.filestatSetTimes(memory, ROOT, lookup, name.address, name.length, accessed, modified, flags);
        });
    }

    // ---- descriptors

    void close(int fd) {
        succeed(() -> fds.close(fd));
    }

    /** Writes a text and gives the errno; {@link #result} is the number of bytes. */
    Errno tryWrite(int fd, String text) {
        return errno(() -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            memory.write(BUFFER, bytes, 0, bytes.length);
            fds.write(memory, fd, vector(bytes.length), 1, RESULT);
        });
    }

    void write(int fd, String text) {
        assertThat(tryWrite(fd, text)).isEqualTo(Errno.SUCCESS);
        assertThat(result()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    Errno tryRead(int fd, int length) {
        return errno(() -> fds.read(memory, fd, vector(length), 1, RESULT));
    }

    String read(int fd, int length) {
        assertThat(tryRead(fd, length)).isEqualTo(Errno.SUCCESS);
        return text(result());
    }

    Errno pread(int fd, int length, long offset) {
        return errno(() -> fds.pread(memory, fd, vector(length), 1, offset, RESULT));
    }

    Errno pwrite(int fd, String text, long offset) {
        return errno(() -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            memory.write(BUFFER, bytes, 0, bytes.length);
            fds.pwrite(memory, fd, vector(bytes.length), 1, offset, RESULT);
        });
    }

    Errno seek(int fd, long offset, int whence) {
        return errno(() -> fds.seek(memory, fd, offset, whence, RESULT));
    }

    long tell(int fd) {
        succeed(() -> fds.tell(memory, fd, RESULT));
        return longResult();
    }

    Stat fdStat(int fd) {
        succeed(() -> fds.filestatGet(memory, fd, BUFFER));
        return lastStat();
    }

    /** What the last call left in the buffer, as text. */
    String text(int length) {
        return new String(memory.bytes(BUFFER, length), StandardCharsets.UTF_8);
    }

    record Stat(long device, long inode, int type, long links, long size, long accessed, long modified, long changed) {
    }

    private Stat lastStat() {
        return new Stat(memory.loadLong(BUFFER), memory.loadLong(BUFFER + 8), memory.load(BUFFER + 16),
            memory.loadLong(BUFFER + 24), memory.loadLong(BUFFER + 32), memory.loadLong(BUFFER + 40),
            memory.loadLong(BUFFER + 48), memory.loadLong(BUFFER + 56));
    }

    record Entry(String name, int type, long inode, long next) {
    }

    /** Reads entries into a buffer of a given size, leaving out one that was cut off. */
    List<Entry> readdir(int fd, int room, long cookie) {
        succeed(() -> fds.readdir(memory, fd, BUFFER, room, cookie, RESULT));
        List<Entry> entries = new ArrayList<>();
        int used = result();
        for (int at = 0; at + 24 <= used; ) {
            int length = memory.loadInt(BUFFER + at + 16);
            if (at + 24 + length > used) {
                break;
            }
            entries.add(new Entry(new String(memory.bytes(BUFFER + at + 24, length), StandardCharsets.UTF_8),
                memory.load(BUFFER + at + 20), memory.loadLong(BUFFER + at + 8), memory.loadLong(BUFFER + at)));
            at += 24 + length;
        }
        return entries;
    }
}
