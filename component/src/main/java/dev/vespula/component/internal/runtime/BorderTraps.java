package dev.vespula.component.internal.runtime;

import dev.vespula.Trap;
import dev.vespula.TrapCode;

/** The traps of the canonical ABI, in the words that the component model's tests know. */
public final class BorderTraps {
    private BorderTraps() {}

    /** Entering an instance that runs, or has trapped. */
    public static Trap cannotEnter() {
        return new Trap(TrapCode.CANNOT_ENTER_COMPONENT);
    }

    /** Leaving an instance that allocates or cleans up. */
    public static Trap cannotLeave() {
        return new Trap(TrapCode.CANNOT_LEAVE_COMPONENT);
    }

    /** A value that is not allowed. */
    public static Trap invalid(String message) {
        return new Trap(TrapCode.CANONICAL_ABI, message);
    }

    /** An index of no handle. */
    public static Trap unknownHandle(int index) {
        return invalid("unknown handle index " + Integer.toUnsignedString(index));
    }
}
