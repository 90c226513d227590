package dev.vespula.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A standard stream of this process. Print streams swallow errors and forget which they were; this one remembers. */
final class StandardOutput extends PrintStream {
    private final Remembering bytes;

    private StandardOutput(Remembering bytes) {
        // Text goes out as UTF-8 whatever the locale.
        super(bytes, true, StandardCharsets.UTF_8);
        this.bytes = bytes;
    }

    static StandardOutput of(OutputStream stream) {
        return new StandardOutput(new Remembering(stream));
    }

    /** What the first write that failed was told, or null. */
    String failure() {
        return bytes.failure == null ? null : bytes.failure.getMessage();
    }

    private static final class Remembering extends OutputStream {
        private final OutputStream stream;
        private IOException failure;

        Remembering(OutputStream stream) {
            this.stream = stream;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            try {
                stream.write(buffer, offset, length);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
                throw e;
            }
        }
    }
}
