package dev.vespula.wasi;

import java.io.OutputStream;

/**
 * An {@code output-stream} of {@code wasi:io/streams}, for host functions of one's own that give one to a component, as
 * {@link WasiInput} is. Made by {@link Wasi#output(OutputStream)}. Thread-safe.
 */
public interface WasiOutput extends AutoCloseable {
    /** Closes it; what it wrote to is closed with it, but for standard output and error. */
    @Override
    void close();
}
