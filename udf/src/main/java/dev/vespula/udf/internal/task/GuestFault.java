package dev.vespula.udf.internal.task;

import dev.vespula.udf.UdfErrorKind;

/** A guest gave what it must not give, or says that it failed. Has no stack trace: rows fail often. */
public final class GuestFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final UdfErrorKind kind;
    private final Instance instance;

    /** What has become of the instance. */
    private enum Instance {
        INTACT, UNKNOWN
    }

    public GuestFault(UdfErrorKind kind, String message) {
        this(kind, message, Instance.UNKNOWN);
    }

    private GuestFault(UdfErrorKind kind, String message, Instance instance) {
        super(message, null, false, false);
        this.kind = kind;
        this.instance = instance;
    }

    /** A function returned, and says that it could not do it. */
    public static GuestFault reported(String message) {
        return new GuestFault(UdfErrorKind.GUEST_ERROR, message, Instance.INTACT);
    }

    /** A function gave up amid its work. */
    public static GuestFault thrown(String message) {
        return new GuestFault(UdfErrorKind.GUEST_ERROR, message, Instance.UNKNOWN);
    }

    public static GuestFault malformed(String message) {
        return new GuestFault(UdfErrorKind.MALFORMED_RESULT, message);
    }

    public UdfErrorKind kind() {
        return kind;
    }

    /** Whether the instance can be used further. */
    public boolean isOrderly() {
        return instance == Instance.INTACT;
    }
}
