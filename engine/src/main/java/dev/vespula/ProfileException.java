package dev.vespula;

/**
 * A {@link Profile} cannot be used: its bytes are none, or it is of other code. Recording it again helps.
 *
 * @see Profile
 */
public final class ProfileException extends WasmException {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** A failure. */
    public ProfileException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What is wrong. */
    public Reason reason() {
        return reason;
    }

    /** What may be wrong. */
    public enum Reason {
        /** The bytes do not begin as a profile does. */
        NOT_A_PROFILE,
        /** They end too early, or were changed. */
        CORRUPT,
        /** It was recorded of another module. */
        OTHER_MODULE,
        /**
         * It was recorded by another version of Vespula, or by an engine that translates the module otherwise: with other
         * metering, costs of operators or determinism.
         */
        OTHER_CONFIGURATION
    }
}
