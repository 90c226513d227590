package dev.vespula.internal.stop;

import dev.vespula.internal.contract.Contract;

/**
 * Thrown through compiled code to turn its frames into those of the interpreter: the Java stack has no room for a call
 * that the limits allow, or the code may not go on. Nothing has been done when it is thrown. Never leaves the machine.
 */
public final class Unwind extends RuntimeException {
    /** The frame that throws it goes on where it stands. */
    @Contract
    public static final Unwind INSTANCE = new Unwind();
    /** The frame that throws it stands at a statement that has been executed, and goes on behind it. */
    @Contract
    public static final Unwind AFTER = new Unwind();

    private static final long serialVersionUID = 1L;

    private Unwind() {
        super("unwind", null, false, false);
    }
}
