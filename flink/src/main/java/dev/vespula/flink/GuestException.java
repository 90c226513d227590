package dev.vespula.flink;

import org.jspecify.annotations.Nullable;

/** A guest failed, or cannot be made or restored. The message names the limit, the key where there is one, and what is wrong. Serializable. */
public final class GuestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final GuestErrorKind kind;

    /** A failure. */
    public GuestException(GuestErrorKind kind, String message) {
        this(kind, message, null);
    }

    /** A failure because of another one. */
    public GuestException(GuestErrorKind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Why. */
    public GuestErrorKind kind() {
        return kind;
    }
}
