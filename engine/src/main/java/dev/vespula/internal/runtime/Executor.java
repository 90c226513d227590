package dev.vespula.internal.runtime;

/**
 * What gives the stores of an engine the stacks on which Wasm functions are executed. A call from Java is
 *
 * <pre>
 *   MachineStack stack = executor.enter(store, function.signature);
 *   ... write arguments ...
 *   stack.run(function);   // results now stand in the window, or an exception leaves
 *   ... read results ...
 *   stack.end();           // always, also after an exception
 * </pre>
 *
 * <p>Windows nest: a host function that calls back gets a stack of its own, and they are left in reverse order.
 * {@code Invocation} wraps this for everybody else.
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
    public abstract MachineStack enter(StoreState store, Signature signature);

    /**
     * Makes a suspended call of {@code function} from a captured state; its window is to be used as one that
     * {@link MachineStack#runResumable} kept.
     *
     * @throws Activation.Mismatch if the state does not fit the code of its functions; then nothing was changed
     */
    public abstract MachineStack restore(StoreState store, WasmFunction function, Activation activation)
            throws Activation.Mismatch;

    // ---- continuations

    /** The frames of a suspended continuation. */
    public abstract Activation activation(ContinuationInstance continuation);

    /**
     * Says of a {@linkplain ContinuationInstance#blank blank} continuation what one of such frames takes and gives; the references in the
     * frames are not looked at.
     *
     * @throws Activation.Mismatch if the frames do not fit the code of their functions
     */
    public abstract void setTypes(ContinuationInstance continuation, Activation activation) throws Activation.Mismatch;

    /**
     * Gives such a continuation its frames.
     *
     * @throws Activation.Mismatch if references do not fit
     */
    public abstract void fill(ContinuationInstance continuation, Activation activation) throws Activation.Mismatch;

    // ---- calls from Java straight into compiled code, see DirectCalls

    /** Whether stores keep stacks, and the limits leave enough room for such calls. */
    public abstract boolean allowsDirectCalls();

    /**
     * The stack for such a call, made that of the store: what the call needs is in {@link MachineStack#start}, and
     * {@link MachineStack#isReady} is false.
     */
    public abstract MachineStack openDirect(StoreState store);
}
