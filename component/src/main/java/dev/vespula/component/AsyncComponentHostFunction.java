package dev.vespula.component;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A function of the host for components whose result comes later. The component that calls it is suspended until then, without
 * holding a thread; see {@link ComponentFunc#callAsync}.
 *
 * <pre>{@code
 * linker.instance("my:app/db@1.0.0").asyncFunc("get", (call, args) -> database.get((String) args[0]));
 * }</pre>
 *
 * @param <T> type of the store's data
 */
@FunctionalInterface
public interface AsyncComponentHostFunction<T extends @Nullable Object> {
    /**
     * Begins the work. What is lent to it may be used until the result is there, in the thread that uses the store.
     *
     * @param call valid until this returns
     * @param args the arguments, as Java values of their types
     * @return completes with the result, as a Java value of its type; with anything if the function has none. Its failure fails the
     *     call of the component, and so does null in place of a stage.
     * @throws Exception anything; it fails the call as the failure of the stage does
     */
    CompletionStage<?> call(HostCall<T> call, Object[] args) throws Exception;
}
