package dev.vespula.internal.validate;

/**
 * Is told the live instructions of a function body, in order, each after it was found valid.
 *
 * <p>What can be reached is decided here and nowhere else: the sink answers for each instruction, and what comes behind one
 * that never goes on is validated but not told, nor is what is nested in it. But {@code else}, {@code catch},
 * {@code catch_all}, {@code delegate} and {@code end} of a block whose beginning was told always are, since code behind
 * them may be live again. The {@code end} of the body itself is told as the last.
 */
public interface CodeSink {
    /**
     * A body starts.
     *
     * @param results types of the function's results
     * @param locals  types of all locals, parameters first; valid until the body is finished
     */
    void begin(int function, int[] params, int[] results, LocalTypes locals);

    /**
     * An instruction with its immediates, which are good until this returns.
     *
     * @return whether what comes next can be reached
     */
    boolean instruction(Instruction instruction);
}
