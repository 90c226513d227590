package dev.vespula;

/**
 * The root of everything the engine throws for a module or a program, as opposed to a wrong use of the API (which is an
 * {@link IllegalArgumentException} or {@link IllegalStateException}) and to exceptions of host functions (which pass
 * through as themselves).
 */
public abstract sealed class WasmException extends RuntimeException
        permits ModuleException, LinkException, Trap, WasmThrown, ExitException, SnapshotException, PrecompiledException {
    private static final long serialVersionUID = 1;

    WasmException(String message) {
        super(message);
    }

    WasmException(String message, Throwable cause) {
        super(message, cause);
    }

    /** For exceptions that are part of normal execution and must be cheap: no Java stack trace when not {@code writable}. */
    WasmException(String message, Throwable cause, boolean enableSuppression, boolean writableStackTrace) {
        super(message, cause, enableSuppression, writableStackTrace);
    }
}
