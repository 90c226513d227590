package dev.vespula.udf.internal.task;

import dev.vespula.udf.UdfErrorKind;

/** A guest gave what it must not give, or says that it failed. Has no stack trace: rows fail often. */
public final class GuestFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final UdfErrorKind kind;

    public GuestFault(UdfErrorKind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public static GuestFault malformed(String message) {
        return new GuestFault(UdfErrorKind.MALFORMED_RESULT, message);
    }

    public UdfErrorKind kind() {
        return kind;
    }
}
