package dev.vespula.internal.runtime;

/**
 * The machine that executes Wasm functions; one for each engine, shared by its stores and threads. A call from Java is
 *
 * <pre>
 *   HostFrame frame = executor.enter(store, function.signature);
 *   ... write arguments ...
 *   executor.run(frame, function);   // results now stand in the window, or an exception leaves
 *   ... read results ...
 *   executor.leave(frame);           // always, also after an exception
 * </pre>
 *
 * <p>Windows nest: a host function that calls back gets a frame object of its own, and frames are left in reverse order.
 * {@link Invocation} wraps this for everybody else.
 */
public abstract class Executor {
    /** What a host function does, told to whoever watches the engine; the same object if nobody does. */
    public abstract HostBody watched(HostBody body);

    /**
     * Opens a window with room for the parameters and the results of a function, and with reference slots if its type
     * has references.
     *
     * @throws dev.vespula.Trap if there is no room on the stack
     */
    public abstract HostFrame enter(StoreState store, Signature signature);

    /**
     * Calls a function whose arguments stand in the window. Traps leave as {@link dev.vespula.Trap} with the frames of
     * this activation added to their backtrace, so do Wasm exceptions that nothing here catches ({@link ThrownExceptions}),
     * whatever a host function threw leaves as itself.
     */
    public abstract void run(HostFrame frame, WasmFunction function);

    /**
     * As {@link #run}, but what can be continued does not end the call: a failed charge of fuel, and an exception of a
     * host function unless it {@link #isFinal}. The window must then be kept, and given to {@link #resume} or
     * {@link #leave}.
     *
     * @return why the call stopped, or {@code null} if it finished
     */
    public abstract Suspension runResumable(HostFrame frame, WasmFunction function);

    /**
     * Whether what a host function threw ends a resumable call: an exception of Wasm, which has not been caught, and the trap
     * of an execution that was asked to stop, be it that the host function looked.
     */
    public abstract boolean isFinal(StoreState store, Throwable thrown);

    /** Continues a call that {@link #runResumable} or this method suspended; any thread may do so. */
    public abstract Suspension resume(HostFrame frame);

    /**
     * As {@link #resume} for a call suspended in a host function, but as if that had thrown what is given: one of those
     * that {@link ThrownExceptions} makes, of this store.
     */
    public abstract Suspension resumeThrowing(HostFrame frame, RuntimeException thrown);

    /**
     * The state of a suspended call, which stays as it is.
     *
     * @param frame a window that {@link #runResumable} or {@link #resume} kept
     */
    public abstract Activation capture(HostFrame frame);

    /**
     * Makes a suspended call of {@code function} from a captured state; its window is to be used as one that
     * {@link #runResumable} kept.
     *
     * @throws Activation.Mismatch if the state does not fit the code of its functions; then nothing was changed
     */
    public abstract HostFrame restore(StoreState store, WasmFunction function, Activation activation)
            throws Activation.Mismatch;

    /** Gives a window back, clearing its reference slots so that nothing stays alive through them. */
    public abstract void leave(HostFrame frame);

    // ---- calls from Java straight into compiled code, see DirectCalls

    /** Whether stores keep stacks, and the limits leave enough room for such calls. */
    public abstract boolean allowsDirectCalls();

    /**
     * The stack for such a call, made that of the store: what the call needs is in {@link MachineStack#start}, and
     * {@link MachineStack#isReady} is false.
     */
    public abstract MachineStack openDirect(StoreState store);

    /**
     * An exception has left the compiled code that such a call called. Makes the stack a window in which the results will be;
     * if nothing of the function has been executed, its arguments must be {@code put} there next.
     */
    public abstract void stopDirect(MachineStack stack, WasmFunction function, Throwable thrown);

    /** Goes on after {@link #stopDirect}, as {@link #run} would. */
    public abstract void finishDirect(MachineStack stack, WasmFunction function, Throwable thrown);

    /** Ends such a call, however it went, and gives the store its former stack back. */
    public abstract void closeDirect(MachineStack stack);
}
