package dev.vespula.internal.numeric;

/**
 * A numeric operator has no result. Carries no stack trace and no position, so that one object serves for each cause;
 * the machine turns it into a trap where it knows both.
 */
public final class ArithmeticTrap extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why there is no result. */
    public enum Cause {
        /** Division or remainder by zero. */
        DIVIDE_BY_ZERO,
        /** A quotient or a converted number outside the result's range. */
        OVERFLOW,
        /** Conversion of NaN to an integer. */
        NOT_A_NUMBER
    }

    static final ArithmeticTrap DIVIDE_BY_ZERO = new ArithmeticTrap(Cause.DIVIDE_BY_ZERO);
    static final ArithmeticTrap OVERFLOW = new ArithmeticTrap(Cause.OVERFLOW);
    static final ArithmeticTrap NOT_A_NUMBER = new ArithmeticTrap(Cause.NOT_A_NUMBER);

    private final Cause reason;

    private ArithmeticTrap(Cause reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    /** Why there is no result. */
    public Cause reason() {
        return reason;
    }
}
