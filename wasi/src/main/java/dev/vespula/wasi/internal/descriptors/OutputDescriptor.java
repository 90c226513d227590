package dev.vespula.wasi.internal.descriptors;

import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.FileType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** A stream of the host to write to: standard output or error. */
public final class OutputDescriptor extends Descriptor {
    private final OutputStream output;

    public OutputDescriptor(OutputStream output, FileType type) {
        super(type, Rights.OUTPUT, Rights.OUTPUT, 0);
        this.output = output;
    }

    /** The stream belongs to the embedder and stays open. */
    @Override
    public void close() throws IOException {
        output.flush();
    }

    /** A guest's write is seen at once, as if it had gone to the operating system. */
    @Override
    public int write(byte[] buffer, int length) throws IOException {
        output.write(buffer, 0, length);
        if (output instanceof PrintStream print) {
            // Print streams swallow failures; this flushes and tells.
            Errno.PIPE.when(print.checkError());
        } else {
            output.flush();
        }
        return length;
    }

    @Override
    public void sync(Durability durability) throws IOException {
        output.flush();
    }

    @Override
    public Readiness writeReadiness() {
        return Readiness.of(0);
    }
}
