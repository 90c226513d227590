package dev.vespula.wasi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream of the host to read from: standard input. */
final class InputDescriptor extends Descriptor {
    private final InputStream input;
    private final FileType type;
    /** Made when somebody first asks whether a read would block. */
    private ReadAhead ahead;

    InputDescriptor(InputStream input, FileType type) {
        super(Rights.INPUT, Rights.INPUT, 0);
        this.input = input;
        this.type = type;
    }

    @Override
    FileType type() {
        return type;
    }

    @Override
    Filestat filestat() {
        return Filestat.ofStream(type);
    }

    /** The stream belongs to the embedder and stays open. */
    @Override
    void close() {
    }

    @Override
    public int read(byte[] buffer, int length) throws IOException {
        if (has(Flags.FD_NONBLOCK) && !readReadiness().ready()) {
            throw Errno.AGAIN.exception();
        }
        if (ahead != null && ahead.isActive()) {
            return ahead.take(buffer, length);
        }
        return input.read(buffer, 0, length);
    }

    @Override
    Readiness readReadiness() throws IOException {
        if (input instanceof ByteArrayInputStream) {
            int available = input.available();
            return available > 0 ? Readiness.of(available) : Readiness.END;
        }
        if (ahead != null && ahead.isActive()) {
            return ahead.readiness();
        }
        int available = input.available();
        return available > 0 ? Readiness.of(available) : readAhead().readiness();
    }

    /** Starts waiting for input; the listener is called from another thread when there is some, or the end of it. */
    void whenReadable(Runnable listener) {
        readAhead().listen(listener);
    }

    private ReadAhead readAhead() {
        if (ahead == null) {
            ahead = new ReadAhead(input);
        }
        return ahead;
    }
}
