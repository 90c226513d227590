package dev.vespula.wasi;

import java.util.concurrent.CompletionStage;

/**
 * A {@code pollable} of {@code wasi:io/poll}, for host functions of one's own whose result comes later: the component waits for it,
 * together with others, by {@code poll}. Made by {@link Wasi#pollable(CompletionStage)}. Thread-safe.
 *
 * <pre>{@code
 * interface Jobs {
 *     WasiPollable start(String job);
 * }
 *
 * componentLinker.define("my:app/jobs", Jobs.class, job -> wasi.pollable(CompletableFuture.runAsync(() -> System.out.println(job))));
 * }</pre>
 */
public interface WasiPollable extends AutoCloseable {
    /** Closes it. */
    @Override
    void close();
}
