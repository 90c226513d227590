package dev.vespula.wasi.internal.filesystem;

import dev.vespula.wasi.internal.descriptors.Descriptor;
import dev.vespula.wasi.internal.files.ErrnoException;
import dev.vespula.wasi.internal.io.GuestInput;
import dev.vespula.wasi.internal.io.ResourceCount;
import dev.vespula.wasi.internal.io.Source;
import java.io.IOException;
import java.util.Arrays;

/** Reads a file from an offset on, whatever else reads and writes it. */
final class FileInput extends GuestInput {
    private static final int LEAST_BUFFER = 4096;

    private final Hold file;
    private long position;

    FileInput(ResourceCount count, Hold file, long offset) throws ErrnoException {
        super(count);
        this.file = file.retain();
        this.position = offset;
    }

    @Override
    protected byte[] take(int most) throws IOException {
        return GuestFiles.told(() -> file.apply(descriptor -> {
            byte[] bytes = read(descriptor, most, position);
            position += bytes.length;
            return bytes.length == 0 ? null : bytes;
        }));
    }

    /** Reads what is there, not more than a buffer: a guest may ask for much at the end of a file again and again. */
    static byte[] read(Descriptor descriptor, int most, long offset) throws IOException {
        long left = descriptor.size() - offset;
        int room = (int) Math.max(Math.min(LEAST_BUFFER, most), Math.min(most, left));
        byte[] buffer = new byte[room];
        int got = Math.max(0, descriptor.readAt(buffer, room, offset));
        return got == room ? buffer : Arrays.copyOf(buffer, got);
    }

    @Override
    protected Source source() {
        return Source.READY;
    }

    @Override
    protected void release() {
        file.release();
    }
}
