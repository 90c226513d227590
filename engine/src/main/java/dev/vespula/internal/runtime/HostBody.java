package dev.vespula.internal.runtime;

/** What a host function does. */
@FunctionalInterface
public interface HostBody {
    /**
     * Reads the arguments from the window and writes the results to it.
     *
     * @param frame    the window; the implementation must not keep it
     * @param function the function that is called
     */
    void call(HostFrame frame, HostFunctionInstance function);
}
