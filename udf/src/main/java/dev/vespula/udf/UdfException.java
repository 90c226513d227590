package dev.vespula.udf;

import org.jspecify.annotations.Nullable;

/**
 * A function failed at a row, or a module of functions cannot be used. The message names function, row and limit. Serializable, as are
 * its causes of the engine.
 */
public final class UdfException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final UdfErrorKind kind;
    private final String function;
    private final long row;
    private final String reason;

    /**
     * A failure.
     *
     * @param kind     why
     * @param function the function's name; empty where it is the module
     * @param row      the row, counted from 0 for each call object of a task; -1 where it is none
     * @param reason   what is wrong
     * @param cause    what the engine threw
     */
    public UdfException(UdfErrorKind kind, String function, long row, String reason, @Nullable Throwable cause) {
        super(text(function, row, reason), cause);
        this.kind = kind;
        this.function = function;
        this.row = row;
        this.reason = reason;
    }

    /** A failure that no row is at fault of. */
    public UdfException(UdfErrorKind kind, String function, String reason) {
        this(kind, function, -1, reason, null);
    }

    private static String text(String function, long row, String reason) {
        String where = function.isEmpty() ? "" : "function " + function + (row < 0 ? ": " : ", row " + row + ": ");
        return where + reason;
    }

    /** Why. */
    public UdfErrorKind kind() {
        return kind;
    }

    /** The name of the function; empty if it is the module. */
    public String function() {
        return function;
    }

    /** The row, counted from 0 for each call object; -1 if it is none. */
    public long row() {
        return row;
    }

    /** What is wrong, without function and row. */
    public String reason() {
        return reason;
    }
}
