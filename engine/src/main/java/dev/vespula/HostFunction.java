package dev.vespula;

import org.jspecify.annotations.Nullable;

/**
 * A function that Wasm can call, working on unboxed arguments:
 *
 * <pre>{@code
 * linker.func("env", "add", FuncType.of(I32, I32).returning(I32),
 *         (caller, args) -> args.result(0, args.i32(0) + args.i32(1)));
 * }</pre>
 *
 * <p>Whatever it throws, checked exceptions included, ends the execution and reaches the caller of the Wasm function as the same object;
 * {@link WasmBacktrace} says which Wasm functions it has left. Only a {@link WasmThrown} can be caught by Wasm code. A
 * {@linkplain Func#callResumable resumable} call stops there, and is {@link HostFailed}.
 *
 * @param <T> type of the store's data
 */
@FunctionalInterface
public interface HostFunction<T extends @Nullable Object> {
    /**
     * Does the work. Neither parameter may be kept: both are reused for the next call.
     *
     * @param caller who calls, and the store
     * @param args   arguments, and where the results go
     * @throws Exception anything; {@link Func#call} and others throw it without declaring it
     */
    void call(Caller<T> caller, HostArgs args) throws Exception;
}
