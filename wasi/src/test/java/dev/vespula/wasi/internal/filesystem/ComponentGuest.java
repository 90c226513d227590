package dev.vespula.wasi.internal.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Engine;
import dev.vespula.Store;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentLinker;
import dev.vespula.component.HostCall;
import dev.vespula.component.Result;
import dev.vespula.wasi.Access;
import dev.vespula.wasi.FileAttributes;
import dev.vespula.wasi.WasiClock;
import dev.vespula.wasi.internal.command.WallClock.Datetime;
import dev.vespula.wasi.internal.descriptors.Border;
import dev.vespula.wasi.internal.descriptors.OpenDirectory;
import dev.vespula.wasi.internal.descriptors.Rights;
import dev.vespula.wasi.internal.files.Directory;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.files.Flags;
import dev.vespula.wasi.internal.files.Host;
import dev.vespula.wasi.internal.files.StopSignal;
import dev.vespula.wasi.internal.io.ResourceCount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A component without code: calls the resources of {@code wasi:filesystem} as one would. */
public final class ComponentGuest implements Border {
    private static final int MOST_RESOURCES = 100_000;
    private static final String CALLS_HOST = "(component (import \"f\" (func $f)) (export \"g\" (func $f)))";

    final Host host;
    final GuestFiles files;
    final ResourceCount count;
    final HostCall<?> call = aCall();
    private final List<GuestDescriptor> descriptors = new ArrayList<>();
    private final List<OpenDirectory> mounts = new ArrayList<>();
    private String target;

    public ComponentGuest(Path directory, Access access) throws IOException {
        this(directory, access, FileAttributes.HOST, 1024, MOST_RESOURCES);
    }

    ComponentGuest(Path directory, Access access, FileAttributes attributes, int maxOpenFiles, int maxResources)
            throws IOException {
        host = new Host(new StopSignal(), attributes);
        files = new GuestFiles(maxOpenFiles, host, WasiClock.SYSTEM, mounts);
        count = new ResourceCount(maxResources);
        addMount(directory, access);
        List<Preopens.Preopened> given = new Preopens(files, count).getDirectories();
        assertThat(given).extracting(Preopens.Preopened::name).containsExactly("/");
        for (int i = 0; i < ROOT; i++) {
            descriptors.add(null);
        }
        descriptors.add(given.get(0).descriptor());
    }

    @Override
    public int mount(Path directory, Access access) throws IOException {
        addMount(directory, access);
        List<Preopens.Preopened> given = new Preopens(files, count).getDirectories();
        given.subList(0, given.size() - 1).forEach(other -> other.descriptor().close());
        descriptors.add(given.get(given.size() - 1).descriptor());
        return result();
    }

    private void addMount(Path directory, Access access) throws IOException {
        try (Directory opened = Directory.open(directory, access, host)) {
            OpenDirectory preopened = OpenDirectory.preopened(opened, "/");
            mounts.add(preopened.again());
            preopened.close();
        }
    }

    /** A call that a store makes, for as long as anybody wants. */
    private static HostCall<?> aCall() {
        Engine engine = Engine.create();
        ComponentLinker<Void> linker = new ComponentLinker<>(engine);
        List<HostCall<?>> made = new ArrayList<>();
        linker.func("f", (call, args) -> {
            made.add(call);
            return null;
        });
        byte[] text = CALLS_HOST.getBytes(StandardCharsets.UTF_8);
        linker.instantiate(new Store<>(engine), Component.of(engine, text)).func("g").call();
        return made.get(0);
    }

    GuestDescriptor at(int fd) {
        return descriptors.get(fd);
    }

    static Errno errno(Result<?, ErrorCode> result) {
        return result instanceof Result.Err<?, ErrorCode> failed ? errno(failed.value()) : Errno.SUCCESS;
    }

    /** What the sandbox has said. */
    private static Errno errno(ErrorCode code) {
        for (Errno each : new Errno[] {Errno.IO, Errno.NOTSUP, Errno.PERM}) {
            if (ErrorCode.of(each) == code) {
                return each;
            }
        }
        for (Errno each : Errno.values()) {
            if (ErrorCode.of(each) == code) {
                return each;
            }
        }
        throw new AssertionError(code);
    }

    static <T> T value(Result<T, ErrorCode> result) {
        assertThat(errno(result)).isEqualTo(Errno.SUCCESS);
        return ((Result.Ok<T, ErrorCode>) result).value();
    }

    static Set<PathFlag> look(int lookup) {
        return lookup == 0 ? Set.of() : Set.of(PathFlag.SYMLINK_FOLLOW);
    }

    @Override
    public Errno open(int fd, String path, int lookup, int flags, long rights, long inheriting, int fdFlags) {
        Set<OpenFlag> open = EnumSet.noneOf(OpenFlag.class);
        for (OpenFlag each : OpenFlag.values()) {
            if ((flags & 1 << each.ordinal()) != 0) {
                open.add(each);
            }
        }
        Set<DescriptorFlag> wanted = EnumSet.noneOf(DescriptorFlag.class);
        if ((rights & Rights.FD_READ) != 0) {
            wanted.add(DescriptorFlag.READ);
        }
        if ((rights & Rights.FD_WRITE) != 0) {
            wanted.add(DescriptorFlag.WRITE);
        }
        Result<GuestDescriptor, ErrorCode> opened = at(fd).openAt(call, look(lookup), path, open, wanted);
        if (opened instanceof Result.Ok<GuestDescriptor, ErrorCode> ok) {
            descriptors.add(ok.value());
        }
        return errno(opened);
    }

    @Override
    public int result() {
        return descriptors.size() - 1;
    }

    @Override
    public Errno mkdir(int fd, String path) {
        return errno(at(fd).createDirectoryAt(call, path));
    }

    @Override
    public Errno rmdir(String path) {
        return errno(at(ROOT).removeDirectoryAt(call, path));
    }

    @Override
    public Errno unlink(int fd, String path) {
        return errno(at(fd).unlinkFileAt(call, path));
    }

    @Override
    public Errno symlink(String content, String path) {
        return errno(at(ROOT).symlinkAt(call, content, path));
    }

    @Override
    public Errno link(int oldFd, String existing, int lookup, int newFd, String path) {
        return errno(at(oldFd).linkAt(call, look(lookup), existing, at(newFd), path));
    }

    @Override
    public Errno rename(int oldFd, String from, int newFd, String to) {
        return errno(at(oldFd).renameAt(call, from, at(newFd), to));
    }

    @Override
    public Errno readlink(String path, int room) {
        Result<String, ErrorCode> result = at(ROOT).readlinkAt(call, path);
        target = result instanceof Result.Ok<String, ErrorCode> ok ? ok.value() : null;
        return errno(result);
    }

    @Override
    public String linkTarget(String path) {
        assertThat(readlink(path, 0)).isEqualTo(Errno.SUCCESS);
        return target;
    }

    @Override
    public Errno stat(String path, int lookup) {
        return errno(at(ROOT).statAt(call, look(lookup), path));
    }

    @Override
    public FileType typeOf(String path, int lookup) {
        return FileType.valueOf(value(at(ROOT).statAt(call, look(lookup), path)).type().name());
    }

    @Override
    public long sizeOf(String path) {
        return value(at(ROOT).statAt(call, look(0), path)).size();
    }

    @Override
    public Object identityOf(String path) {
        return value(at(ROOT).metadataHashAt(call, look(0), path));
    }

    @Override
    public long modifiedOf(String path) {
        Datetime time = value(at(ROOT).statAt(call, look(0), path)).dataModificationTimestamp().orElseThrow();
        return TimeUnit.SECONDS.toNanos(time.seconds()) + time.nanoseconds();
    }

    @Override
    public Errno setSize(int fd, long size) {
        return errno(at(fd).setSize(call, size));
    }

    @Override
    public List<String> names(int fd) {
        List<String> names = new ArrayList<>();
        try (GuestListing listing = value(at(fd).readDirectory(call))) {
            Optional<DirectoryEntry> entry = value(listing.readDirectoryEntry(call));
            while (entry.isPresent()) {
                names.add(entry.get().name());
                entry = value(listing.readDirectoryEntry(call));
            }
        }
        return names;
    }

    @Override
    public Errno setTimes(String path, int lookup, long accessed, long modified, int flags) {
        return errno(at(ROOT).setTimesAt(call, look(lookup), path, time(accessed, flags & 1, flags & 2),
                time(modified, flags & Flags.TIME_MODIFIED, flags & Flags.TIME_MODIFIED_NOW)));
    }

    private static NewTimestamp time(long nanos, int asValue, int asNow) {
        return asNow != 0 ? new NewTimestamp.Now() : asValue == 0 ? new NewTimestamp.NoChange()
                : new NewTimestamp.Timestamp(Datetime.of(nanos));
    }

    @Override
    public void write(int fd, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(value(at(fd).write(call, bytes, 0))).isEqualTo(bytes.length);
    }

    @Override
    public String read(int fd, int length) {
        return new String(value(at(fd).read(call, length, 0)).bytes(), StandardCharsets.UTF_8);
    }

    @Override
    public Errno tryClose(int fd) {
        at(fd).close();
        return Errno.SUCCESS;
    }

    @Override
    public void close() throws IOException {
        files.close();
        for (OpenDirectory mount : mounts) {
            mount.close();
        }
    }
}
