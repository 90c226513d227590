package dev.vespula.wasi;

import java.io.OutputStream;

/**
 * An {@code output-stream} of {@code wasi:io/streams}, for host functions of one's own that give one to a component, as
 * {@link WasiInput} is. Made by {@link Wasi#output(OutputStream)}. Thread-safe.
 *
 * <pre>{@code
 * interface Reports {
 *     WasiOutput create(String name);
 * }
 *
 * componentLinker.define("my:app/reports", Reports.class, name -> wasi.output(new ByteArrayOutputStream()));
 * }</pre>
 */
public interface WasiOutput extends AutoCloseable {
    /** Closes it; what it wrote to is closed with it, but for standard output and error. */
    @Override
    void close();
}
