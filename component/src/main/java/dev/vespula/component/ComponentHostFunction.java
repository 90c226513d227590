package dev.vespula.component;

/**
 * A function of the host for components. What it throws ends the call, and reaches whoever made it.
 *
 * @param <T> type of the store's data
 */
@FunctionalInterface
public interface ComponentHostFunction<T> {
    /**
     * Called by a component.
     *
     * @param call valid until this returns
     * @param args the arguments, as Java values of their types
     * @return the result, as a Java value of its type; null if the function has none
     */
    Object call(HostCall<T> call, Object[] args);
}
