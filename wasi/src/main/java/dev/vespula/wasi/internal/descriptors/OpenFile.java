package dev.vespula.wasi.internal.descriptors;

import dev.vespula.wasi.internal.files.Directory;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.FileTimes;
import dev.vespula.wasi.internal.files.Filestat;
import dev.vespula.wasi.internal.files.Flags;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * An open regular file (or device). The position is kept here and every transfer names its own, so appending, positioned access
 * and descriptors moved about never disturb each other.
 */
public final class OpenFile extends Descriptor {
    private final Directory parent;
    private final String name;
    private final Filestat opened;
    private final SeekableByteChannel channel;
    private long position;

    /**
     * @param parent the directory the file was opened in; this descriptor holds on to it to read attributes
     * @param opened the attributes at opening, which tell whether the name still means this file
     */
    public OpenFile(Directory parent, String name, Filestat opened, SeekableByteChannel channel, long rights,
            long inheriting, int flags) throws IOException {
        super(opened.type(), rights, inheriting, flags);
        this.parent = parent.host().share(parent);
        this.name = name;
        this.opened = opened;
        this.channel = channel;
    }

    @Override
    public Filestat filestat() throws IOException {
        Filestat stat = parent.statOpen(name, opened, channel);
        return opened.isRegularFile() ? stat.withSize(channel.size()) : stat;
    }

    @Override
    public void close() throws IOException {
        try (parent) {
            channel.close();
        }
    }

    @Override
    public int read(byte[] buffer, int length) throws IOException {
        int got = readAt(buffer, length, position);
        position += Math.max(got, 0);
        return got;
    }

    @Override
    public int write(byte[] buffer, int length) throws IOException {
        long at = has(Flags.FD_APPEND) ? channel.size() : position;
        int taken = transfer(buffer, length, at);
        position = at + taken;
        return taken;
    }

    @Override
    public int readAt(byte[] buffer, int length, long offset) throws IOException {
        ByteBuffer target = ByteBuffer.wrap(buffer, 0, length);
        if (channel instanceof FileChannel file && opened.isRegularFile()) {
            return file.read(target, offset);
        }
        if (opened.isRegularFile()) {
            channel.position(offset);
        }
        return channel.read(target);
    }

    /** With the append flag this still writes at the offset, as POSIX (not Linux) has it. */
    @Override
    public int writeAt(byte[] buffer, int length, long offset) throws IOException {
        return transfer(buffer, length, offset);
    }

    private int transfer(byte[] buffer, int length, long offset) throws IOException {
        Errno.FBIG.when(length > Long.MAX_VALUE - offset);
        ByteBuffer source = ByteBuffer.wrap(buffer, 0, length);
        int taken;
        if (channel instanceof FileChannel file && opened.isRegularFile()) {
            taken = file.write(source, offset);
        } else {
            if (opened.isRegularFile()) {
                extend(offset);
                channel.position(offset);
            }
            taken = channel.write(source);
        }
        if (has(Flags.FD_SYNC)) {
            sync(Durability.DATA_AND_METADATA);
        } else if (has(Flags.FD_DSYNC)) {
            sync(Durability.DATA);
        }
        return taken;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void position(long newPosition) {
        position = newPosition;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void setSize(long size) throws IOException {
        try {
            if (channel.size() > size) {
                channel.truncate(size);
            } else {
                extend(size);
            }
        } catch (NonWritableChannelException e) {
            throw Errno.INVAL.exception();
        }
    }

    @Override
    public void allocate(long offset, long length) throws IOException {
        Errno.INVAL.when(offset < 0 || length <= 0);
        Errno.FBIG.when(length > Long.MAX_VALUE - offset);
        extend(offset + length);
    }

    /** Grows the file by writing its last byte, which leaves a hole where the file system can have one. */
    private void extend(long size) throws IOException {
        long current = channel.size();
        if (current >= size) {
            return;
        }
        ByteBuffer zero = ByteBuffer.allocate(1);
        if (channel instanceof FileChannel file) {
            file.write(zero, size - 1);
            return;
        }
        // Channels of other file systems need not fill the gap with zeros when written beyond the end.
        channel.position(current);
        ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(size - current, IoVectors.CHUNK));
        for (long left = size - current; left > 0; left -= zeros.limit()) {
            parent.host().stop().check();
            zeros.clear().limit((int) Math.min(left, zeros.capacity()));
            while (zeros.hasRemaining()) {
                channel.write(zeros);
            }
        }
    }

    @Override
    public void setTimes(FileTimes times) throws IOException {
        parent.setTimesOpen(name, opened, channel, times);
    }

    @Override
    public void sync(Durability durability) throws IOException {
        if (channel instanceof FileChannel file && opened.isRegularFile()) {
            file.force(durability == Durability.DATA_AND_METADATA);
        }
    }

    @Override
    public Readiness readReadiness() throws IOException {
        return Readiness.of(opened.isRegularFile() ? Math.max(0, channel.size() - position) : 0);
    }

    @Override
    public Readiness writeReadiness() {
        return Readiness.of(0);
    }
}
