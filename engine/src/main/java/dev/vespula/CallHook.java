package dev.vespula;

import org.jspecify.annotations.Nullable;

/**
 * Told whenever execution crosses between host and Wasm. May throw: the exception then is the outcome of the call, also
 * in place of an exception that was under way.
 *
 * <pre>{@code
 * long[] hostCalls = {0};
 * store.callHook((data, crossing) -> {
 *     if (crossing == CallHook.Crossing.CALLING_HOST) {
 *         hostCalls[0]++;
 *     }
 * });
 * }</pre>
 *
 * @param <T> type of the store's data
 */
@FunctionalInterface
public interface CallHook<T extends @Nullable Object> {
    /** Called at each crossing. */
    void crossing(T data, Crossing crossing);

    /** The four ways to cross. */
    enum Crossing {
        /** The host calls a Wasm function. */
        CALLING_WASM,
        /** A Wasm function that the host called returned or failed. */
        RETURNING_FROM_WASM,
        /** Wasm calls a host function. */
        CALLING_HOST,
        /** A host function that Wasm called returned; not told when it threw. */
        RETURNING_FROM_HOST
    }
}
