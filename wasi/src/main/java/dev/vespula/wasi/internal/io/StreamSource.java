package dev.vespula.wasi.internal.io;

import java.util.function.BooleanSupplier;

/**
 * What a stream is waited for: where it reads or writes is ready, or it has ended.
 *
 * @param hasEnded asked by any thread
 */
record StreamSource(Source inner, BooleanSupplier hasEnded) implements Source {
    @Override
    public boolean isReady() {
        return hasEnded.getAsBoolean() || inner.isReady();
    }

    @Override
    public void watch(Runnable waiter) {
        inner.watch(waiter);
    }

    @Override
    public void unwatch(Runnable waiter) {
        inner.unwatch(waiter);
    }
}
