package dev.vespula.internal.runtime;

/** Why a resumable activation stopped before its end; its window and stacks stay as they are until it is resumed. */
public sealed interface Suspension {
    /**
     * A charge of fuel failed; resuming makes the same charge again.
     *
     * @param required the size of the charge (not what is missing)
     */
    record OutOfFuel(long required) implements Suspension {}

    /**
     * A host function threw, to pause the call or because it failed. The window now lies over its arguments; resuming takes what then stands in the window as
     * the function's results.
     *
     * @param function the host function
     * @param cause    what it threw
     */
    record InHost(HostFunctionInstance function, Exception cause) implements Suspension {}
}
