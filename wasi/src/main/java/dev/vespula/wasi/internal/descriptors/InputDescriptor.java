package dev.vespula.wasi.internal.descriptors;

import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.files.Flags;
import dev.vespula.wasi.internal.files.StopSignal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream of the host to read from: standard input. */
public final class InputDescriptor extends Descriptor {
    private final InputStream input;
    private final StopSignal stop;
    private final ReadAhead ahead;

    public InputDescriptor(InputStream input, FileType type, StopSignal stop) {
        super(type, Rights.INPUT, Rights.INPUT, 0);
        this.input = input;
        this.stop = stop;
        this.ahead = new ReadAhead(input);
    }

    /** The stream belongs to the embedder and stays open. */
    @Override
    public void close() {
        ahead.close();
    }

    @Override
    public int read(byte[] buffer, int length) throws IOException {
        if (readReadiness().ready()) {
            return ahead.isActive() ? ahead.take(buffer, length, stop) : input.read(buffer, 0, length);
        }
        Errno.AGAIN.when(has(Flags.FD_NONBLOCK));
        return ahead.take(buffer, length, stop);
    }

    /** If it is blocked, a byte is being read ahead after this. */
    @Override
    public Readiness readReadiness() throws IOException {
        if (input instanceof ByteArrayInputStream) {
            int available = input.available();
            return available > 0 ? Readiness.of(available) : Readiness.END;
        }
        if (ahead.isActive()) {
            return ahead.readiness();
        }
        int available = input.available();
        return available > 0 ? Readiness.of(available) : ahead.readiness();
    }

    /** The listener is called from another thread when there is input, or the end of it; null for none. */
    public void whenReadable(Runnable listener) {
        ahead.listen(listener);
    }
}
