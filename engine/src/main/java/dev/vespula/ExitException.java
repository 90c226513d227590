package dev.vespula;

/**
 * The program asked to end, as WASI's {@code proc_exit} does. Not an error when the status is 0.
 *
 * @see WasmException
 */
public final class ExitException extends WasmException {
    private static final long serialVersionUID = 1;

    private final int status;

    /** A program's end with the given status. */
    public ExitException(int status) {
        super("exited with status " + status, null, false, false);
        this.status = status;
    }

    /** The status that the program gave. */
    public int status() {
        return status;
    }
}
