package dev.vespula.udf;

/** Why a function, or a module of functions, cannot do what is asked of it. */
public enum UdfErrorKind {
    /** The function trapped, or threw an exception that it did not catch. */
    TRAP(true),
    /** The function says that it cannot do it. */
    GUEST_ERROR(true),
    /** The row, or the block, needs more than {@link UdfLimits#fuelPerRow()}. */
    FUEL_PER_ROW(true),
    /** {@link UdfLimits#fuelPerTask()} is used up. */
    FUEL_PER_TASK(false),
    /** More memory, longer values or more rows than {@link UdfLimits} permits. */
    LIMIT(true),
    /** The result is not one of the function's type: addresses beyond the memory, text that is no UTF-8, too few rows. */
    MALFORMED_RESULT(true),
    /** {@link UdfTask#interrupt}, or the thread's interruption. */
    INTERRUPTED(false),
    /** The module has no such function, or not of that kind. */
    UNKNOWN_FUNCTION(false),
    /** The module lacks what its ABI asks for, its signatures do not fit its exports, or its imports cannot be had. */
    MODULE(false),
    /** The module is not there, in the process in which it is wanted. */
    MISSING_MODULE(false);

    private final boolean ofRow;

    UdfErrorKind(boolean ofRow) {
        this.ofRow = ofRow;
    }

    /** Whether one row is at fault, so that {@link OnError} decides. */
    public boolean isOfRow() {
        return ofRow;
    }
}
