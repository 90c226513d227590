package dev.vespula;

import org.jspecify.annotations.Nullable;

/**
 * A file with compiled code cannot be used: it is damaged, or its code is not what the engine itself would make of the
 * module. Compiling the module again helps.
 *
 * @see CompileOptions
 */
public final class PrecompiledException extends WasmException {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** A failure. */
    public PrecompiledException(Reason reason, String message) {
        this(reason, message, null);
    }

    /** A failure because of another one. */
    public PrecompiledException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What is wrong. */
    public Reason reason() {
        return reason;
    }

    /** What may be wrong. */
    public enum Reason {
        /** The file is not one that {@link Module#compileTo} has written. */
        NOT_PRECOMPILED,
        /** It was written by another version or build of Vespula. */
        OTHER_VERSION,
        /**
         * It was compiled for an engine that is configured otherwise: features, metering, costs of operators, determinism or
         * the use of custom sections.
         */
        OTHER_CONFIGURATION,
        /** It ends too early, or its content was changed. */
        CORRUPT
    }
}
