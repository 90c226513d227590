package dev.vespula;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Where work stands that shares a store with asynchronous calls: it is done, or waits and leaves the store to others. See
 * {@link Store#inTurns}.
 *
 * <pre>{@code
 * class Fetching implements AsyncStep.Waiting<Integer> {
 *     private final CompletableFuture<Integer> length = client.fetchLength((int) instance.func("add").call(2, 3)[0]);
 *
 *     public CompletionStage<?> stage() { return length; }
 *
 *     public AsyncStep<Integer> resume(Object value) {
 *         return new AsyncStep.Done<>((int) instance.func("add").call(value, 1)[0]);
 *     }
 *
 *     public void close() { length.cancel(false); }
 * }
 *
 * CompletableFuture<Integer> sum = store.inTurns(ForkJoinPool.commonPool(), () -> new Fetching());
 * }</pre>
 *
 * @param <R> class of the result
 */
public sealed interface AsyncStep<R extends @Nullable Object> permits AsyncStep.Done, AsyncStep.Waiting {

    /**
     * The work is done.
     *
     * @param <R> class of the result
     * @param result its result; may be null
     */
    record Done<R extends @Nullable Object>(R result) implements AsyncStep<R> {}

    /**
     * The work waits for a stage, without a thread. At most one of {@link #resume}, {@link #resumeThrowing} and {@link #close} is called,
     * once and in a turn of the store: {@code close} if the work is given up while it waits, or the store is asked to stop; none if it
     * does not take a failure of the stage.
     *
     * @param <R> class of the result
     */
    non-sealed interface Waiting<R extends @Nullable Object> extends AsyncStep<R> {
        /** What it waits for. */
        CompletionStage<?> stage();

        /** Goes on with what the stage gave. What this throws fails the work. */
        AsyncStep<R> resume(@Nullable Object value);

        /** Whether it goes on with a failure of the stage; if not, the work fails with it. */
        default boolean takes(Throwable failure) {
            return false;
        }

        /** Goes on with a failure that it {@linkplain #takes takes}. */
        default AsyncStep<R> resumeThrowing(Throwable failure) {
            throw new IllegalArgumentException("this work does not go on with failures", failure);
        }

        /** The work is not wanted any more. */
        void close();
    }
}
