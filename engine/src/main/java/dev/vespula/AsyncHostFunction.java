package dev.vespula;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A host function whose results come later. Wasm that calls it is suspended until they are there, without holding a
 * thread; see {@link Func#callAsync}.
 *
 * <pre>{@code
 * linker.asyncFunc("env", "fetch", FuncType.of(I32).returning(I32),
 *         (caller, args) -> client.fetchLength(args.i32(0)));   // a CompletableFuture<Integer>
 * }</pre>
 *
 * @param <T> type of the store's data
 */
@FunctionalInterface
public interface AsyncHostFunction<T extends @Nullable Object> {
    /**
     * Begins the work. Neither parameter may be used after this method returned.
     *
     * @param caller who calls, and the store
     * @param args   the arguments; results are not set here
     * @return completes with the result in the form of {@link Func#call}: the value itself if the function has one
     *     result, an {@code Object[]} if it has several (or one that is no reference), anything if it has none. A
     *     {@link WasmThrown} is thrown where the function was called; any other failure fails the Wasm call, and so does
     *     null in place of a stage.
     * @throws Exception anything; it fails the Wasm call as the failure of the stage does
     */
    CompletionStage<?> call(Caller<T> caller, HostArgs args) throws Exception;
}
