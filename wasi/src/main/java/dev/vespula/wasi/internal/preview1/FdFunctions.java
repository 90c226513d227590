package dev.vespula.wasi.internal.preview1;

import dev.vespula.wasi.DotEntries;
import dev.vespula.wasi.WasiClock;
import dev.vespula.wasi.internal.descriptors.Descriptor;
import dev.vespula.wasi.internal.descriptors.FdTable;
import dev.vespula.wasi.internal.descriptors.GuestMemory;
import dev.vespula.wasi.internal.descriptors.IoVectors;
import dev.vespula.wasi.internal.descriptors.OpenDirectory;
import dev.vespula.wasi.internal.descriptors.Rights;
import dev.vespula.wasi.internal.files.Directory;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.ErrnoException;
import dev.vespula.wasi.internal.files.FileTimes;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.files.Filestat;
import dev.vespula.wasi.internal.files.Flags;
import dev.vespula.wasi.internal.files.Host;
import dev.vespula.wasi.internal.files.Listing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The functions on open descriptors. All fail with BADF for a number that is not open, with NOTCAPABLE when the descriptor lacks
 * the right for the operation, and with FAULT when a pointer leads out of the memory; only other causes are named below.
 */
public final class FdFunctions {
    private static final int FDSTAT_BYTES = 24;
    private static final int PRESTAT_BYTES = 8;
    private static final int DIRENT_BYTES = 24;
    private static final int LAST_ADVICE = 5;

    private static final int SEEK_SET = 0;
    private static final int SEEK_CURRENT = 1;
    private static final int SEEK_END = 2;

    private final FdTable table;
    private final WasiClock clock;
    private final DotEntries dots;
    private final Host host;

    public FdFunctions(FdTable table, WasiClock clock, DotEntries dots, Host host) {
        this.table = table;
        this.clock = clock;
        this.dots = dots;
        this.host = host;
    }

    /**
     * {@code fd_advise}: says how a file will be used. Taken note of by nobody: the JDK has no such call.
     *
     * @param advice 0 to 5
     * @throws IOException INVAL for unknown advice or a negative range, SPIPE for a stream
     */
    public void advise(int fd, long offset, long length, int advice) throws IOException {
        Descriptor descriptor = table.get(fd, Rights.FD_ADVISE);
        Errno.INVAL.when(advice < 0 || advice > LAST_ADVICE || offset < 0 || length < 0);
        if (descriptor.type() != FileType.DIRECTORY) {
            descriptor.position();
        }
    }

    /**
     * {@code fd_allocate}: makes a file at least {@code offset + length} bytes long.
     *
     * @throws IOException INVAL for a length of 0 or a negative range, FBIG when it overflows, NOSPC, ISDIR, SPIPE
     */
    public void allocate(int fd, long offset, long length) throws IOException {
        Descriptor descriptor = regular(fd, Rights.FD_ALLOCATE);
        descriptor.allocate(offset, length);
    }

    /** {@code fd_close}: releases a descriptor, a preopened or standard one too. */
    public void close(int fd) throws IOException {
        table.close(fd);
    }

    /** {@code fd_datasync}: makes a file's content durable. */
    public void datasync(int fd) throws IOException {
        table.get(fd, Rights.FD_DATASYNC).sync(Descriptor.Durability.DATA);
    }

    /** {@code fd_sync}: makes a file's content and attributes durable. */
    public void sync(int fd) throws IOException {
        table.get(fd, Rights.FD_SYNC).sync(Descriptor.Durability.DATA_AND_METADATA);
    }

    /** {@code fd_fdstat_get}: kind, flags and rights of a descriptor; needs no right. */
    public void fdstatGet(GuestMemory memory, int fd, int result) throws IOException {
        Descriptor descriptor = table.get(fd);
        memory.fill(result, FDSTAT_BYTES);
        memory.putI8(result, descriptor.type().code());
        memory.putI16(result + 2, descriptor.flags());
        memory.putI64(result + 8, descriptor.rights());
        memory.putI64(result + 16, descriptor.inheriting());
    }

    /**
     * {@code fd_fdstat_set_flags}: replaces a descriptor's flags.
     *
     * @throws IOException INVAL for an unknown flag
     */
    public void fdstatSetFlags(int fd, int flags) throws IOException {
        Descriptor descriptor = table.get(fd, Rights.FD_FDSTAT_SET_FLAGS);
        Flags.check(flags, Flags.FD_ALL);
        descriptor.setFlags(flags);
    }

    /**
     * {@code fd_fdstat_set_rights}: gives up rights.
     *
     * @throws IOException NOTCAPABLE for a right the descriptor does not have
     */
    public void fdstatSetRights(int fd, long rights, long inheriting) throws IOException {
        table.get(fd).restrict(rights, inheriting);
    }

    /** {@code fd_filestat_get}: the attributes of an open file. */
    public void filestatGet(GuestMemory memory, int fd, int result) throws IOException {
        Descriptor descriptor = table.get(fd, Rights.FD_FILESTAT_GET);
        memory.check(result, GuestMemory.FILESTAT_BYTES);
        memory.putFilestat(result, host.shown(descriptor.filestat()));
    }

    /**
     * {@code fd_filestat_set_size}: cuts a file off or fills it up with zeros; the position stays.
     *
     * @throws IOException INVAL for a negative size or a file not open for writing, FBIG, NOSPC, ISDIR
     */
    public void filestatSetSize(int fd, long size) throws IOException {
        Descriptor descriptor = regular(fd, Rights.FD_FILESTAT_SET_SIZE);
        Errno.INVAL.when(size < 0);
        descriptor.setSize(size);
    }

    /**
     * {@code fd_filestat_set_times}: sets the access and modification times, each to a value, to now, or not at all.
     *
     * @throws IOException INVAL when a time is asked for twice, OVERFLOW beyond what the host can store, ROFS
     */
    public void filestatSetTimes(int fd, long accessed, long modified, int flags) throws IOException {
        Descriptor descriptor = table.get(fd);
        FileTimes times = FileTimes.of(accessed, modified, flags, clock.realtime());
        descriptor.require(Rights.FD_FILESTAT_SET_TIMES);
        descriptor.setTimes(times);
        host.timesSet(descriptor::filestat, times);
    }

    /**
     * {@code fd_read}: reads at the position, which advances. Fewer bytes than asked for are normal; 0 is the end.
     *
     * @throws IOException ISDIR, AGAIN when it would block and must not, INVAL when there are more than {@link IoVectors#MOST} vectors or they ask for
     *     more than 2 GiB, IO
     */
    public void read(GuestMemory memory, int fd, int vectors, int count, int result) throws IOException {
        Descriptor descriptor = transferable(fd, Rights.FD_READ);
        IoVectors target = new IoVectors(memory, vectors, count, host.stop());
        memory.check(result, Integer.BYTES);
        memory.putI32(result, target.readFrom(descriptor));
    }

    /**
     * {@code fd_write}: writes at the position, which advances, or at the end with the append flag.
     *
     * @throws IOException ISDIR, NOSPC, PIPE when nobody reads any more, AGAIN, INVAL when there are more than
     *     {@link IoVectors#MOST} vectors or they hold more than 2 GiB, IO
     */
    public void write(GuestMemory memory, int fd, int vectors, int count, int result) throws IOException {
        Descriptor descriptor = transferable(fd, Rights.FD_WRITE);
        IoVectors source = new IoVectors(memory, vectors, count, host.stop());
        memory.check(result, Integer.BYTES);
        memory.putI32(result, source.writeTo(descriptor));
    }

    /**
     * {@code fd_pread}: reads at an offset and leaves the position alone.
     *
     * @throws IOException INVAL for a negative offset, ISDIR, SPIPE for a stream
     */
    public void pread(GuestMemory memory, int fd, int vectors, int count, long offset, int result) throws IOException {
        Descriptor descriptor = regular(fd, Rights.FD_READ | Rights.FD_SEEK);
        IoVectors target = new IoVectors(memory, vectors, count, host.stop());
        memory.check(result, Integer.BYTES);
        memory.putI32(result, target.readFrom(new Positioned(descriptor, offset)));
    }

    /**
     * {@code fd_pwrite}: writes at an offset and leaves the position alone, whatever the append flag says.
     *
     * @throws IOException INVAL for a negative offset, FBIG beyond the largest file, ISDIR, SPIPE for a stream
     */
    public void pwrite(GuestMemory memory, int fd, int vectors, int count, long offset, int result) throws IOException {
        Descriptor descriptor = regular(fd, Rights.FD_WRITE | Rights.FD_SEEK);
        IoVectors source = new IoVectors(memory, vectors, count, host.stop());
        memory.check(result, Integer.BYTES);
        memory.putI32(result, source.writeTo(new Positioned(descriptor, offset)));
    }

    /**
     * {@code fd_prestat_get}: kind and length of the name of a preopened directory.
     *
     * @throws IOException BADF for any other descriptor, by which guests find the end of the preopened ones
     */
    public void prestatGet(GuestMemory memory, int fd, int result) throws IOException {
        byte[] name = preopenName(fd);
        memory.fill(result, PRESTAT_BYTES);
        memory.putI32(result + 4, name.length);
    }

    /**
     * {@code fd_prestat_dir_name}: the name of a preopened directory, without a zero byte.
     *
     * @throws IOException BADF for any other descriptor, NAMETOOLONG when the buffer is too small
     */
    public void prestatDirName(GuestMemory memory, int fd, int buffer, int length) throws IOException {
        byte[] name = preopenName(fd);
        Errno.NAMETOOLONG.when((length & 0xFFFF_FFFFL) < name.length);
        memory.write(buffer, name, 0, name.length);
    }

    /**
     * {@code fd_readdir}: the entries of a directory from a cookie on, as many as fit; the last may be cut off, and a buffer
     * that is not filled tells that there are no more.
     *
     * @param cookie 0 to read the directory from its start, or the cookie of an entry to go on behind it
     * @throws IOException NOTDIR, INTR when told to stop
     */
    public void readdir(GuestMemory memory, int fd, int buffer, int length, long cookie, int result) throws IOException {
        OpenDirectory directory = table.directory(fd, Rights.FD_READDIR);
        long room = length & 0xFFFF_FFFFL;
        memory.check(buffer, room);
        memory.check(result, Integer.BYTES);
        Listing listing = directory.listing(cookie, dots);
        long used = 0;
        for (long next = cookie; next >= 0 && used < room;) {
            host.stop().check();
            String name = listing.name(next);
            if (name == null) {
                listing.atEnd();
                break;
            }
            byte[] entry = entry(directory.host(), name, ++next);
            if (entry != null) {
                int part = (int) Math.min(entry.length, room - used);
                memory.write((int) (buffer + used), entry, 0, part);
                used += part;
            }
        }
        memory.putI32(result, (int) used);
    }

    /** {@code fd_renumber}: moves a descriptor to the number of another open one, which is closed. */
    public void renumber(int from, int to) throws IOException {
        table.renumber(from, to);
    }

    /**
     * {@code fd_seek}: moves the position, beyond the end too.
     *
     * @param whence 0 from the start, 1 from the position (by 0 it needs only the right to tell), 2 from the end
     * @throws IOException INVAL for a position before the start or an unknown {@code whence}, ISDIR, SPIPE for a stream
     */
    public void seek(GuestMemory memory, int fd, long offset, int whence, int result) throws IOException {
        Descriptor descriptor = table.get(fd);
        long position = descriptor.position();
        boolean tells = offset == 0 && whence == SEEK_CURRENT && (descriptor.rights() & Rights.FD_TELL) != 0;
        if (!tells) {
            descriptor.require(Rights.FD_SEEK);
        }
        memory.check(result, Long.BYTES);
        long start = switch (whence) {
            case SEEK_SET -> 0;
            case SEEK_CURRENT -> position;
            case SEEK_END -> descriptor.size();
            default -> throw Errno.INVAL.exception();
        };
        long target = start + offset;
        Errno.INVAL.when(target < 0);
        descriptor.position(target);
        memory.putI64(result, target);
    }

    /**
     * {@code fd_tell}: the position.
     *
     * @throws IOException ISDIR, SPIPE for a stream
     */
    public void tell(GuestMemory memory, int fd, int result) throws IOException {
        Descriptor descriptor = table.get(fd);
        long position = descriptor.position();
        descriptor.require(Rights.FD_TELL);
        memory.putI64(result, position);
    }

    /** A descriptor to read or write: a directory is told apart first, since guests know that error and not NOTCAPABLE. */
    private Descriptor transferable(int fd, long rights) throws IOException {
        Descriptor descriptor = table.get(fd);
        Errno.ISDIR.when(descriptor.type() == FileType.DIRECTORY);
        descriptor.require(rights);
        return descriptor;
    }

    /** A descriptor with a position: directories and streams are told apart before the rights are looked at. */
    private Descriptor regular(int fd, long rights) throws IOException {
        Descriptor descriptor = table.get(fd);
        descriptor.position();
        descriptor.require(rights);
        return descriptor;
    }

    private byte[] preopenName(int fd) throws IOException {
        Descriptor descriptor = table.get(fd);
        Errno.BADF.when(descriptor.type() != FileType.DIRECTORY);
        return descriptor.directory().preopenName();
    }

    /** An entry as the guest sees it: next cookie, inode, length of the name, kind, name. Null when the file is gone. */
    private byte[] entry(Directory directory, String name, long next) throws IOException {
        // The parent of a sandbox is none of the guest's business: ".." is shown as the directory itself.
        Filestat stat = name.equals(".") || name.equals("..") ? directory.stat() : directory.statIfExists(name);
        if (stat == null) {
            return null;
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] entry = new byte[DIRENT_BYTES + bytes.length];
        putLittleEndian(entry, 0, next, Long.BYTES);
        putLittleEndian(entry, 8, host.shown(stat).inode(), Long.BYTES);
        putLittleEndian(entry, 16, bytes.length, Integer.BYTES);
        entry[20] = (byte) stat.type().code();
        System.arraycopy(bytes, 0, entry, DIRENT_BYTES, bytes.length);
        return entry;
    }

    private static void putLittleEndian(byte[] target, int offset, long value, int width) {
        for (int i = 0; i < width; i++) {
            target[offset + i] = (byte) (value >>> 8 * i);
        }
    }

    /** A transfer at an offset of its own, which advances from part to part. */
    private static final class Positioned implements IoVectors.Source, IoVectors.Sink {
        private final Descriptor descriptor;
        private long offset;

        Positioned(Descriptor descriptor, long offset) throws ErrnoException {
            Errno.INVAL.when(offset < 0);
            this.descriptor = descriptor;
            this.offset = offset;
        }

        @Override
        public int read(byte[] buffer, int length) throws IOException {
            return advance(descriptor.readAt(buffer, length, checked(length)));
        }

        @Override
        public int write(byte[] buffer, int length) throws IOException {
            return advance(descriptor.writeAt(buffer, length, checked(length)));
        }

        private long checked(int length) throws ErrnoException {
            Errno.FBIG.when(length > Long.MAX_VALUE - offset);
            return offset;
        }

        private int advance(int transferred) {
            offset += Math.max(0, transferred);
            return transferred;
        }
    }
}
