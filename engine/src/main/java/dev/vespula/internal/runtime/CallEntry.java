package dev.vespula.internal.runtime;

import dev.vespula.internal.contract.Contract;

/**
 * How a function is called by compiled code and by the machine: its compiled code, the interpreter, or the host. Has a
 * generated subclass for each shape of call with an abstract method {@code call}, see {@code CallShapes}.
 *
 * <p>A function's entry changes when it is compiled. {@link FunctionCode#entry} is then replaced; the entry of the
 * interpreter, which may still be found in a {@link FunctionInstance}, passes calls on and puts the new one there.
 */
public abstract class CallEntry {
    /**
     * Calls the function. Arguments stand in the slots of the stack from the position on; results are there afterwards.
     *
     * @param stack the stack of the activation
     * @param in    the function's instance; for a function of the host the instance that calls
     * @param position    the callee's position, see {@code Position}
     */
    @Contract
    public abstract void enter(MachineStack stack, ModuleInstance in, long position);

    /**
     * As {@link #enter}, but a function that ends with a tail call may leave it to the caller: {@link StoreState#tail} then
     * names what is to be called, and its arguments stand where the results would.
     */
    @Contract
    public void enterTail(MachineStack stack, ModuleInstance in, long position) {
        enter(stack, in, position);
    }
}
