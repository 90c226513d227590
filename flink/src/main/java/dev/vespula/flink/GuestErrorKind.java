package dev.vespula.flink;

/** Why a guest cannot go on, or cannot be restored. */
public enum GuestErrorKind {
    /** The guest trapped, or threw an exception that it did not catch. */
    TRAP(true),
    /** An event needs more than {@link GuestLimits#fuelPerEvent}. */
    FUEL_PER_EVENT(true),
    /** The guest of a key has used {@link GuestLimits#fuelPerGuest}. */
    FUEL_PER_GUEST(true),
    /** The module needs more memory than {@link GuestLimits#memory}, or the machine has not enough. */
    MEMORY(true),
    /** An output is no value of its type, or lies outside of the memory. */
    MALFORMED_OUTPUT(true),
    /** A host function was called in a way that is not allowed, or the guest ended without having taken the event. */
    PROTOCOL(true),
    /** The task was cancelled. */
    INTERRUPTED(false),
    /** The module does not export and import what a guest does. */
    MODULE(false),
    /** The state is that of another module, or of an engine with other settings. */
    OTHER_MODULE(false),
    /** The bytes in the state are not what was written. */
    CORRUPT_STATE(true);

    private final boolean ofKey;

    GuestErrorKind(boolean ofKey) {
        this.ofKey = ofKey;
    }

    /** Whether one key's guest is at fault, so that it alone may be given up: {@link GuestFunction#failures}. */
    public boolean isOfKey() {
        return ofKey;
    }
}
