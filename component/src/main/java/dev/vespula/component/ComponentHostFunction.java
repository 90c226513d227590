package dev.vespula.component;

import org.jspecify.annotations.Nullable;

/**
 * A function of the host for components. What it throws ends the call, and reaches whoever made it.
 *
 * <pre>{@code
 * linker.instance("my:app/log@1.0.0").func("say", (call, args) -> {
 *     System.out.println(args[0]);
 *     return null;                                        // it has no result
 * });
 * }</pre>
 *
 * @param <T> type of the store's data
 */
@FunctionalInterface
public interface ComponentHostFunction<T extends @Nullable Object> {
    /**
     * Called by a component.
     *
     * @param call valid until this returns
     * @param args the arguments, as Java values of their types
     * @return the result, as a Java value of its type; null if the function has none
     * @throws Exception anything; whoever made the call gets it as it is
     */
    @Nullable
    Object call(HostCall<T> call, Object[] args) throws Exception;
}
