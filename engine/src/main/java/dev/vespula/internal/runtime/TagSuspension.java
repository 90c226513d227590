package dev.vespula.internal.runtime;

/**
 * Thrown by a host function to suspend what has called it with a tag, as the instruction {@code suspend} does. The values are
 * those of the tag; what comes back are the results of the function.
 */
public final class TagSuspension extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The tag, and the values as an exception would carry them. */
    public final transient ExceptionInstance values;

    /** A suspension with values. */
    public TagSuspension(ExceptionInstance values) {
        super("a host function suspended with a tag, and was not called by WebAssembly", null, false, false);
        this.values = values;
    }
}
