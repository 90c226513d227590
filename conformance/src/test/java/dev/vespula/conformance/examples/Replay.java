package dev.vespula.conformance.examples;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads what was written to a stream before it is read first. */
final class Replay extends InputStream {
    private final ByteArrayOutputStream written;
    private InputStream bytes;

    Replay(ByteArrayOutputStream written) {
        this.written = written;
    }

    @Override
    public int read() throws IOException {
        if (bytes == null) {
            bytes = new ByteArrayInputStream(written.toByteArray());
        }
        return bytes.read();
    }
}
