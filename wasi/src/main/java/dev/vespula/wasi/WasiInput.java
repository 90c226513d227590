package dev.vespula.wasi;

import java.io.InputStream;
import java.util.concurrent.Flow;

/**
 * An {@code input-stream} of {@code wasi:io/streams}, for host functions of one's own that give one to a component:
 *
 * <pre>{@code
 * interface Archive {
 *     WasiInput open(String name);
 * }
 *
 * componentLinker.define("my:app/archive", Archive.class,
 *         name -> wasi.input(new ByteArrayInputStream(name.getBytes(StandardCharsets.UTF_8))));
 * }</pre>
 *
 * <p>Made by {@link Wasi#input(InputStream)}, {@link Wasi#input(Flow.Publisher)} or {@link Wasi#input(SelectableChannel)}; of a stream that a component gives it has the
 * type. The component closes it when it drops it. Thread-safe.
 */
public interface WasiInput extends AutoCloseable {
    /** Closes it; what it read from is closed or cancelled with it, but for standard input. */
    @Override
    void close();
}
