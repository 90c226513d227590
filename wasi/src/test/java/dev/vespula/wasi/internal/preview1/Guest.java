package dev.vespula.wasi.internal.preview1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.wasi.Access;
import dev.vespula.wasi.DotEntries;
import dev.vespula.wasi.FileAttributes;
import dev.vespula.wasi.Wasi;
import dev.vespula.wasi.WasiClock;
import dev.vespula.wasi.internal.descriptors.ArrayMemory;
import dev.vespula.wasi.internal.descriptors.Border;
import dev.vespula.wasi.internal.descriptors.FdTable;
import dev.vespula.wasi.internal.descriptors.InputDescriptor;
import dev.vespula.wasi.internal.descriptors.OpenDirectory;
import dev.vespula.wasi.internal.descriptors.OutputDescriptor;
import dev.vespula.wasi.internal.descriptors.Rights;
import dev.vespula.wasi.internal.descriptors.SandboxPaths;
import dev.vespula.wasi.internal.files.Directory;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.files.Host;
import dev.vespula.wasi.internal.files.StopSignal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A guest without an engine: calls the host functions as generated code would, with everything passed through memory, and
 * answers with errnos. Its preopened directory, if it has one, is descriptor 3.
 */
public final class Guest implements Border {
    /** Where the next argument goes; results are below. */
    private static final int ARGUMENTS = 1024;
    private static final int RESULT = 16;
    private static final int BUFFER = 64 * 1024;

    public static final long ALL_FILE = Rights.FILE;

    public final ArrayMemory memory = new ArrayMemory(256 * 1024);
    public final StopSignal stop = new StopSignal();
    public final Host host;
    public final FdTable table;
    public final FdFunctions fds;
    public final PathFunctions paths;
    public final PollFunctions poll;
    public final SocketFunctions sockets;
    private int free = ARGUMENTS;

    public Guest(WasiClock clock) {
        this(clock, FileAttributes.HOST, Wasi.DEFAULT_MAX_OPEN_FILES);
    }

    public Guest(WasiClock clock, FileAttributes attributes, int maxOpenFiles) {
        host = new Host(stop, attributes);
        table = new FdTable(maxOpenFiles);
        fds = new FdFunctions(table, clock, DotEntries.LISTED, host);
        paths = new PathFunctions(table, clock, new SandboxPaths(host));
        poll = new PollFunctions(table, clock, stop);
        sockets = new SocketFunctions(table, stop);
    }

    /** The same functions as the engine calls them. */
    public Preview1 functions() {
        ProcessFunctions process = new ProcessFunctions(List.of(), List.of(), WasiClock.SYSTEM, null, stop);
        return new Preview1(table, process, fds, paths, poll, sockets, stop);
    }

    /** Standard streams that go nowhere, and a directory. */
    public static Guest in(Path directory, Access access) throws IOException {
        return new Guest(WasiClock.SYSTEM).in(directory, access, "/");
    }

    public Guest in(Path directory, Access access, String name) throws IOException {
        table.add(new InputDescriptor(new java.io.ByteArrayInputStream(new byte[0]), FileType.UNKNOWN, new StopSignal()));
        table.add(new OutputDescriptor(new java.io.ByteArrayOutputStream(), FileType.UNKNOWN));
        table.add(new OutputDescriptor(new java.io.ByteArrayOutputStream(), FileType.UNKNOWN));
        mount(directory, name, access);
        return this;
    }

    @Override
    public int mount(Path directory, Access access) throws IOException {
        return mount(directory, "/mounted", access);
    }

    public int mount(Path directory, String name, Access access) throws IOException {
        try (Directory opened = Directory.open(directory, access, host)) {
            return table.add(OpenDirectory.preopened(opened, name));
        }
    }

    @Override
    public void close() throws IOException {
        table.closeAll();
    }

    /** A call as the linker makes it. */
    public interface Call {
        void run() throws IOException;
    }

    public Errno errno(Call call) {
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

    private record Text(int address, int length) {}

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

    @Override
    public Errno open(int fd, String path, int lookup, int flags, long rights, long inheriting, int fdFlags) {
        return errno(() -> {
            Text name = put(path);
            paths.open(memory, fd, lookup, name.address, name.length, flags, rights, inheriting, fdFlags, RESULT);
        });
    }

    /** The number the last successful call gave. */
    @Override
    public int result() {
        return memory.loadInt(RESULT);
    }

    public long longResult() {
        return memory.loadLong(RESULT);
    }

    @Override
    public Errno mkdir(int fd, String path) {
        return errno(() -> {
            Text name = put(path);
            paths.createDirectory(memory, fd, name.address, name.length);
        });
    }

    @Override
    public Errno rmdir(String path) {
        return errno(() -> {
            Text name = put(path);
            paths.removeDirectory(memory, ROOT, name.address, name.length);
        });
    }

    @Override
    public Errno unlink(int fd, String path) {
        return errno(() -> {
            Text name = put(path);
            paths.unlinkFile(memory, fd, name.address, name.length);
        });
    }

    @Override
    public Errno symlink(String target, String path) {
        return errno(() -> {
            Text content = put(target);
            Text name = put(path);
            paths.symlink(memory, content.address, content.length, ROOT, name.address, name.length);
        });
    }

    @Override
    public Errno link(int oldFd, String existing, int lookup, int newFd, String path) {
        return errno(() -> {
            Text old = put(existing);
            Text name = put(path);
            paths.link(memory, oldFd, lookup, old.address, old.length, newFd, name.address, name.length);
        });
    }

    @Override
    public Errno rename(int oldFd, String from, int newFd, String to) {
        return errno(() -> {
            Text old = put(from);
            Text name = put(to);
            paths.rename(memory, oldFd, old.address, old.length, newFd, name.address, name.length);
        });
    }

    @Override
    public Errno readlink(String path, int room) {
        return errno(() -> {
            Text name = put(path);
            paths.readlink(memory, ROOT, name.address, name.length, BUFFER, room, RESULT);
        });
    }

    @Override
    public String linkTarget(String path) {
        assertThat(readlink(path, 1000)).isEqualTo(Errno.SUCCESS);
        return text(result());
    }

    @Override
    public Errno stat(String path, int lookup) {
        return errno(() -> {
            Text name = put(path);
            paths.filestatGet(memory, ROOT, lookup, name.address, name.length, BUFFER);
        });
    }

    public Stat statOf(String path, int lookup) {
        assertThat(stat(path, lookup)).isEqualTo(Errno.SUCCESS);
        return lastStat();
    }

    @Override
    public Errno setTimes(String path, int lookup, long accessed, long modified, int flags) {
        return errno(() -> {
            Text name = put(path);
            paths.filestatSetTimes(memory, ROOT, lookup, name.address, name.length, accessed, modified, flags);
        });
    }

    @Override
    public FileType typeOf(String path, int lookup) {
        return FileType.values()[statOf(path, lookup).type()];
    }

    @Override
    public long sizeOf(String path) {
        return statOf(path, 0).size();
    }

    @Override
    public Object identityOf(String path) {
        Stat stat = statOf(path, 0);
        return List.of(stat.device(), stat.inode());
    }

    @Override
    public long modifiedOf(String path) {
        return statOf(path, 0).modified();
    }

    // ---- descriptors

    @Override
    public Errno setSize(int fd, long size) {
        return errno(() -> fds.filestatSetSize(fd, size));
    }

    @Override
    public List<String> names(int fd) {
        return readdir(fd, 10_000, 0).stream().map(Entry::name).filter(name -> !name.equals(".") && !name.equals(".."))
                .toList();
    }

    @Override
    public Errno tryClose(int fd) {
        return errno(() -> fds.close(fd));
    }

    /** Writes a text and gives the errno; {@link #result} is the number of bytes. */
    public Errno tryWrite(int fd, String text) {
        return errno(() -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            memory.write(BUFFER, bytes, 0, bytes.length);
            fds.write(memory, fd, vector(bytes.length), 1, RESULT);
        });
    }

    @Override
    public void write(int fd, String text) {
        assertThat(tryWrite(fd, text)).isEqualTo(Errno.SUCCESS);
        assertThat(result()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    public Errno tryRead(int fd, int length) {
        return errno(() -> fds.read(memory, fd, vector(length), 1, RESULT));
    }

    @Override
    public String read(int fd, int length) {
        assertThat(tryRead(fd, length)).isEqualTo(Errno.SUCCESS);
        return text(result());
    }

    public Errno pread(int fd, int length, long offset) {
        return errno(() -> fds.pread(memory, fd, vector(length), 1, offset, RESULT));
    }

    public Errno pwrite(int fd, String text, long offset) {
        return errno(() -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            memory.write(BUFFER, bytes, 0, bytes.length);
            fds.pwrite(memory, fd, vector(bytes.length), 1, offset, RESULT);
        });
    }

    public Errno seek(int fd, long offset, int whence) {
        return errno(() -> fds.seek(memory, fd, offset, whence, RESULT));
    }

    public long tell(int fd) {
        succeed(() -> fds.tell(memory, fd, RESULT));
        return longResult();
    }

    public Stat fdStat(int fd) {
        succeed(() -> fds.filestatGet(memory, fd, BUFFER));
        return lastStat();
    }

    /** What the last call left in the buffer, as text. */
    public String text(int length) {
        return new String(memory.bytes(BUFFER, length), StandardCharsets.UTF_8);
    }

    public record Stat(long device, long inode, int type, long links, long size, long accessed, long modified, long changed) {}

    private Stat lastStat() {
        return new Stat(memory.loadLong(BUFFER), memory.loadLong(BUFFER + 8), memory.load(BUFFER + 16),
                memory.loadLong(BUFFER + 24), memory.loadLong(BUFFER + 32), memory.loadLong(BUFFER + 40),
                memory.loadLong(BUFFER + 48), memory.loadLong(BUFFER + 56));
    }

    public record Entry(String name, int type, long inode, long next) {}

    /** Reads entries into a buffer of a given size, leaving out one that was cut off. */
    public List<Entry> readdir(int fd, int room, long cookie) {
        succeed(() -> fds.readdir(memory, fd, BUFFER, room, cookie, RESULT));
        List<Entry> entries = new ArrayList<>();
        int used = result();
        for (int at = 0; at + 24 <= used;) {
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
