package dev.vespula.examples.javascript;

/** A script that threw something, or was stopped. */
public final class ScriptException extends RuntimeException {
    /** Why there is no result. */
    public enum Reason {
        /** It threw an exception, which is the message; also when it has no memory left. */
        THROWN,
        /** It has done as much as it may. */
        TOO_MUCH_WORK,
        /** It has taken as long as it may. */
        TOO_SLOW,
        /** It is longer than there is room for. */
        TOO_MUCH_MEMORY,
        /** The interpreter failed, whose fault it is. */
        CRASHED
    }

    private final Reason reason;

    ScriptException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
