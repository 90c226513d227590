package dev.vespula.internal.interp;

import dev.vespula.Trap;
import dev.vespula.TrapCode;

/** The traps of null references, in the words of the specification's suite. */
final class NullObject {
    private NullObject() {
    }

    /** A null where a struct is needed. */
    static Trap struct() {
        return new Trap(TrapCode.NULL_REFERENCE, "null structure reference");
    }

    /** A null where an array is needed. */
    static Trap array() {
        return new Trap(TrapCode.NULL_REFERENCE, "null array reference");
    }

    /** A null where an i31 is needed. */
    static Trap i31() {
        return new Trap(TrapCode.NULL_REFERENCE, "null i31 reference");
    }

    /** A null where a function is needed. */
    static Trap function() {
        return new Trap(TrapCode.NULL_REFERENCE, "null function reference");
    }
}
