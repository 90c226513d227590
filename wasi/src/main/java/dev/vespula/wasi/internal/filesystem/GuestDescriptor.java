package dev.vespula.wasi.internal.filesystem;

import dev.vespula.component.HostCall;
import dev.vespula.component.Result;
import dev.vespula.wasi.internal.descriptors.Descriptor;
import dev.vespula.wasi.internal.descriptors.OpenDirectory;
import dev.vespula.wasi.internal.descriptors.OpenRequest;
import dev.vespula.wasi.internal.descriptors.Rights;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.ErrnoException;
import dev.vespula.wasi.internal.files.FileTimes;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.files.Filestat;
import dev.vespula.wasi.internal.files.Flags;
import dev.vespula.wasi.internal.io.GuestInput;
import dev.vespula.wasi.internal.io.GuestOutput;
import dev.vespula.wasi.internal.io.HostedResource;
import dev.vespula.wasi.internal.io.ResourceCount;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/**
 * {@code descriptor}: an open file or directory. What is for files only is {@code bad-descriptor} for directories, what is for directories
 * only {@code not-directory} for files; the rest of the errors is what {@link dev.vespula.wasi.internal.descriptors.SandboxPaths} says.
 */
public final class GuestDescriptor extends HostedResource {
    /** What a file has, besides reading and writing. */
    private static final long FILE_RIGHTS = Rights.FILE & ~(Rights.FD_READ | Rights.FD_WRITE);

    private final GuestFiles files;
    private final Hold hold;

    /** @param hold released when the guest drops the descriptor */
    GuestDescriptor(ResourceCount count, GuestFiles files, Hold hold) {
        super(count);
        this.files = files;
        this.hold = hold;
    }

    // ---- streams

    /** {@code read-via-stream}. */
    public Result<GuestInput, ErrorCode> readViaStream(HostCall<?> call, long offset) {
        return answer(call, descriptor -> {
            Errno.ISDIR.when(descriptor.type() == FileType.DIRECTORY);
            file(descriptor, Rights.FD_READ);
            Errno.INVAL.when(offset < 0);
            return new FileInput(count(), hold, offset);
        });
    }

    /** {@code write-via-stream}. */
    public Result<GuestOutput, ErrorCode> writeViaStream(HostCall<?> call, long offset) {
        return answer(call, descriptor -> {
            file(descriptor, Rights.FD_WRITE);
            Errno.INVAL.when(offset < 0);
            return new FileOutput(count(), hold, offset);
        });
    }

    /** {@code append-via-stream}. */
    public Result<GuestOutput, ErrorCode> appendViaStream(HostCall<?> call) {
        return answer(call, descriptor -> {
            file(descriptor, Rights.FD_WRITE);
            return new FileOutput(count(), hold, FileOutput.APPEND);
        });
    }

    // ---- files

    /** {@code advise}: taken note of by nobody, since the JDK has no such call. */
    public Result<Void, ErrorCode> advise(HostCall<?> call, long offset, long length, Advice advice) {
        return tell(call, descriptor -> {
            file(descriptor, Rights.FD_ADVISE);
            Errno.INVAL.when(offset < 0 || length < 0);
        });
    }

    /** {@code sync-data}. */
    public Result<Void, ErrorCode> syncData(HostCall<?> call) {
        return tell(call, descriptor -> descriptor.sync(Descriptor.Durability.DATA));
    }

    /** {@code sync}. */
    public Result<Void, ErrorCode> sync(HostCall<?> call) {
        return tell(call, descriptor -> descriptor.sync(Descriptor.Durability.DATA_AND_METADATA));
    }

    /** {@code get-flags}. */
    public Result<Set<DescriptorFlag>, ErrorCode> getFlags(HostCall<?> call) {
        return answer(call, descriptor -> {
            boolean isDirectory = descriptor.type() == FileType.DIRECTORY;
            Set<DescriptorFlag> flags = EnumSet.noneOf(DescriptorFlag.class);
            add(flags, DescriptorFlag.READ, isDirectory || has(descriptor, Rights.FD_READ));
            add(flags, DescriptorFlag.WRITE, has(descriptor, Rights.FD_WRITE));
            add(flags, DescriptorFlag.FILE_INTEGRITY_SYNC, descriptor.has(Flags.FD_SYNC));
            add(flags, DescriptorFlag.DATA_INTEGRITY_SYNC, descriptor.has(Flags.FD_DSYNC));
            add(flags, DescriptorFlag.REQUESTED_WRITE_SYNC, descriptor.has(Flags.FD_RSYNC));
            add(flags, DescriptorFlag.MUTATE_DIRECTORY, isDirectory && descriptor.directory().host().isWritable());
            return flags;
        });
    }

    private static void add(Set<DescriptorFlag> flags, DescriptorFlag flag, boolean isSet) {
        if (isSet) {
            flags.add(flag);
        }
    }

    /** {@code get-type}. */
    public Result<DescriptorType, ErrorCode> getType(HostCall<?> call) {
        return answer(call, descriptor -> DescriptorType.of(descriptor.type()));
    }

    /** {@code set-size}. */
    public Result<Void, ErrorCode> setSize(HostCall<?> call, long size) {
        return tell(call, descriptor -> {
            file(descriptor, Rights.FD_FILESTAT_SET_SIZE);
            Errno.INVAL.when(!has(descriptor, Rights.FD_WRITE) || size < 0);
            descriptor.setSize(size);
        });
    }

    /** {@code set-times}. */
    public Result<Void, ErrorCode> setTimes(HostCall<?> call, NewTimestamp accessed, NewTimestamp modified) {
        return tell(call, descriptor -> {
            FileTimes times = times(accessed, modified);
            descriptor.setTimes(times);
            files.host().timesSet(descriptor::filestat, times);
        });
    }

    private FileTimes times(NewTimestamp accessed, NewTimestamp modified) throws ErrnoException {
        long now = files.now();
        return new FileTimes(accessed.at(now), modified.at(now));
    }

    /** {@code read}: at most {@link GuestInput#MOST_BYTES}. */
    public Result<ReadBytes, ErrorCode> read(HostCall<?> call, long length, long offset) {
        return answer(call, descriptor -> {
            file(descriptor, Rights.FD_READ);
            Errno.INVAL.when(offset < 0);
            int most = (int) (length < 0 ? GuestInput.MOST_BYTES : Math.min(length, GuestInput.MOST_BYTES));
            byte[] bytes = FileInput.read(descriptor, most, offset);
            return new ReadBytes(bytes, bytes.length == 0 && (most > 0 || offset >= descriptor.size()));
        });
    }

    /** {@code write}. */
    public Result<Long, ErrorCode> write(HostCall<?> call, byte[] bytes, long offset) {
        return answer(call, descriptor -> {
            file(descriptor, Rights.FD_WRITE);
            Errno.INVAL.when(offset < 0);
            return (long) descriptor.writeAt(bytes, bytes.length, offset);
        });
    }

    /** {@code stat}. */
    public Result<DescriptorStat, ErrorCode> stat(HostCall<?> call) {
        return answer(call, descriptor -> DescriptorStat.of(shown(descriptor)));
    }

    /** {@code is-same-object}: not if one of them cannot be looked at any more. */
    public boolean isSameObject(HostCall<?> call, GuestDescriptor other) {
        return metadataHash(call) instanceof Result.Ok<MetadataHashValue, ErrorCode> mine && mine.equals(other.metadataHash(
                call));
    }

    /** {@code metadata-hash}. */
    public Result<MetadataHashValue, ErrorCode> metadataHash(HostCall<?> call) {
        return answer(call, descriptor -> files.hash().of(shown(descriptor)));
    }

    private Filestat shown(Descriptor descriptor) throws IOException {
        return files.host().shown(descriptor.filestat());
    }

    // ---- directories

    /** {@code read-directory}. */
    public Result<GuestListing, ErrorCode> readDirectory(HostCall<?> call) {
        return answer(call, descriptor -> new GuestListing(count(), files, hold, descriptor.directory()));
    }

    /** {@code create-directory-at}. */
    public Result<Void, ErrorCode> createDirectoryAt(HostCall<?> call, String path) {
        return tell(call, descriptor -> files.paths().createDirectory(descriptor.directory(), path));
    }

    /** {@code stat-at}. */
    public Result<DescriptorStat, ErrorCode> statAt(HostCall<?> call, Set<PathFlag> flags, String path) {
        return answer(call, descriptor -> DescriptorStat.of(statAt(descriptor, flags, path)));
    }

    /** {@code metadata-hash-at}. */
    public Result<MetadataHashValue, ErrorCode> metadataHashAt(HostCall<?> call, Set<PathFlag> flags, String path) {
        return answer(call, descriptor -> files.hash().of(statAt(descriptor, flags, path)));
    }

    private Filestat statAt(Descriptor descriptor, Set<PathFlag> flags, String path) throws IOException {
        return files.paths().stat(descriptor.directory(), path, PathFlag.lastLink(flags));
    }

    /** {@code set-times-at}. */
    public Result<Void, ErrorCode> setTimesAt(HostCall<?> call, Set<PathFlag> flags, String path, NewTimestamp accessed,
            NewTimestamp modified) {
        return tell(call, descriptor -> files.paths().setTimes(descriptor.directory(), path, PathFlag.lastLink(flags),
                times(accessed, modified)));
    }

    /** {@code link-at}. */
    public Result<Void, ErrorCode> linkAt(HostCall<?> call, Set<PathFlag> flags, String existing, GuestDescriptor to,
            String name) {
        return tell(call, to, (from, target) -> files.paths().link(from.directory(), existing, PathFlag.lastLink(flags),
                target.directory(), name));
    }

    /** {@code rename-at}. */
    public Result<Void, ErrorCode> renameAt(HostCall<?> call, String oldName, GuestDescriptor to, String newName) {
        return tell(call, to, (from, target) -> files.paths().rename(from.directory(), oldName, target.directory(), newName));
    }

    /** {@code symlink-at}. */
    public Result<Void, ErrorCode> symlinkAt(HostCall<?> call, String target, String name) {
        return tell(call, descriptor -> files.paths().symlink(target, descriptor.directory(), name));
    }

    /** {@code readlink-at}: what leads out is not shown. */
    public Result<String, ErrorCode> readlinkAt(HostCall<?> call, String path) {
        return answer(call, descriptor -> {
            String target = files.paths().readLink(descriptor.directory(), path);
            Errno.PERM.when(target.startsWith("/"));
            return target;
        });
    }

    /** {@code remove-directory-at}. */
    public Result<Void, ErrorCode> removeDirectoryAt(HostCall<?> call, String path) {
        return tell(call, descriptor -> files.paths().removeDirectory(descriptor.directory(), path));
    }

    /** {@code unlink-file-at}. */
    public Result<Void, ErrorCode> unlinkFileAt(HostCall<?> call, String path) {
        return tell(call, descriptor -> files.paths().unlinkFile(descriptor.directory(), path));
    }

    /**
     * {@code open-at}. A directory that is opened may be changed if this one may, whether or not that is asked for, since most guests do not
     * ask.
     */
    public Result<GuestDescriptor, ErrorCode> openAt(HostCall<?> call, Set<PathFlag> pathFlags, String path,
            Set<OpenFlag> openFlags,
            Set<DescriptorFlag> flags) {
        return answer(call, descriptor -> {
            OpenDirectory directory = descriptor.directory();
            boolean creates = openFlags.contains(OpenFlag.CREATE) || openFlags.contains(OpenFlag.TRUNCATE);
            Errno.INVAL.when(openFlags.contains(OpenFlag.DIRECTORY) && (creates || openFlags.contains(OpenFlag.EXCLUSIVE)));
            if (creates || flags.contains(DescriptorFlag.WRITE) || flags.contains(DescriptorFlag.MUTATE_DIRECTORY)) {
                directory.host().requireWritable();
            }
            Hold opened = files.open(() -> files.paths().open(directory, path, PathFlag.lastLink(pathFlags),
                    request(openFlags, flags)));
            return new GuestDescriptor(count(), files, opened);
        });
    }

    private static OpenRequest request(Set<OpenFlag> openFlags, Set<DescriptorFlag> flags) {
        boolean writes = flags.contains(DescriptorFlag.WRITE);
        boolean reads = flags.contains(DescriptorFlag.READ) || !writes;
        long rights = FILE_RIGHTS | Rights.DIRECTORY | (reads ? Rights.FD_READ : 0) | (writes ? Rights.FD_WRITE : 0);
        int open = bit(openFlags, OpenFlag.CREATE, Flags.OPEN_CREATE) | bit(openFlags, OpenFlag.DIRECTORY, Flags.OPEN_DIRECTORY)
                | bit(openFlags, OpenFlag.EXCLUSIVE, Flags.OPEN_EXCLUSIVE) | bit(openFlags, OpenFlag.TRUNCATE,
                        Flags.OPEN_TRUNCATE);
        int sync = bit(flags, DescriptorFlag.FILE_INTEGRITY_SYNC, Flags.FD_SYNC)
                | bit(flags, DescriptorFlag.DATA_INTEGRITY_SYNC, Flags.FD_DSYNC)
                | bit(flags, DescriptorFlag.REQUESTED_WRITE_SYNC, Flags.FD_RSYNC);
        return new OpenRequest(open, rights, Rights.INHERITING, sync);
    }

    private static <F> int bit(Set<F> set, F flag, int bit) {
        return set.contains(flag) ? bit : 0;
    }

    // ---- all

    /** What has no result. */
    private interface Action {
        void on(Descriptor descriptor) throws IOException;
    }

    /** What has no result and is done with two. */
    private interface ActionOnTwo {
        void on(Descriptor first, Descriptor second) throws IOException;
    }

    private <R> Result<R, ErrorCode> answer(HostCall<?> call, Hold.Work<R> work) {
        return files.answer(call, () -> hold.apply(work));
    }

    private Result<Void, ErrorCode> tell(HostCall<?> call, Action action) {
        return files.answer(call, () -> hold.apply(descriptor -> {
            action.on(descriptor);
            return null;
        }));
    }

    private Result<Void, ErrorCode> tell(HostCall<?> call, GuestDescriptor other, ActionOnTwo action) {
        return files.answer(call, () -> hold.apply(other.hold, (first, second) -> {
            action.on(first, second);
            return null;
        }));
    }

    private static void file(Descriptor descriptor, long rights) throws ErrnoException {
        Errno.BADF.when(descriptor.type() == FileType.DIRECTORY || !has(descriptor, rights));
    }

    private static boolean has(Descriptor descriptor, long rights) {
        return (descriptor.rights() & rights) == rights;
    }

    @Override
    protected void release() {
        hold.release();
    }
}
