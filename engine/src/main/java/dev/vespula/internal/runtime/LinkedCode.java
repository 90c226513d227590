package dev.vespula.internal.runtime;

/** A function as the interpreter runs it, told when there is compiled code for it. */
public abstract class LinkedCode {
    /** The function was compiled. */
    public abstract void compiled(CallEntry entry);

    /**
     * A loop of it was compiled, to be entered by frames that are interpreted.
     *
     * @param pc where the loop begins in the IR
     * @param entry    goes on there; its results are those of the function
     */
    public abstract void loopCompiled(int pc, CallEntry entry);

    /** Where the interpreter was seen in it until now. */
    public abstract Samples samples();
}
