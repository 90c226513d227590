package dev.vespula.wasi.internal.filesystem;

import dev.vespula.wasi.internal.descriptors.IoVectors;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.ErrnoException;
import dev.vespula.wasi.internal.io.PromptOutput;
import dev.vespula.wasi.internal.io.ResourceCount;
import java.io.IOException;
import java.util.Arrays;

/** Writes a file from an offset on, or always at its end. What was written is the host's: there is nothing to flush. */
final class FileOutput extends PromptOutput {
    /** The offset that stands for the end, wherever it is. */
    static final long APPEND = -1;
    private static final int ROOM = 1 << 20;

    private final Hold file;
    private long position;

    FileOutput(ResourceCount count, Hold file, long offset) throws ErrnoException {
        super(count, ROOM);
        this.file = file.retain();
        this.position = offset;
    }

    @Override
    protected void put(byte[] bytes, int from, int count) throws IOException {
        GuestFiles.told(() -> file.apply(descriptor -> {
            int done = 0;
            while (done < count) {
                int length = Math.min(IoVectors.CHUNK, count - done);
                boolean isWhole = from + done == 0;
                byte[] part = isWhole ? bytes : Arrays.copyOfRange(bytes, from + done, from + done + length);
                int taken = descriptor.writeAt(part, length, position == APPEND ? descriptor.size() : position);
                Errno.IO.when(taken <= 0);
                done += taken;
                position += position == APPEND ? 0 : taken;
            }
            return done;
        }));
    }

    @Override
    protected void release() {
        file.release();
    }
}
