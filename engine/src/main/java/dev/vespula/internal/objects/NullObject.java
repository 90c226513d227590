package dev.vespula.internal.objects;

import dev.vespula.Trap;
import dev.vespula.TrapCode;

/** The traps of null references, in the words of the specification's suite. */
public final class NullObject {
    private NullObject() {}

    /** A null where a struct is needed. */
    public static Trap struct() {
        return new Trap(TrapCode.NULL_REFERENCE, "null structure reference");
    }

    /** A null where a descriptor is needed. */
    public static Trap descriptor() {
        return new Trap(TrapCode.NULL_REFERENCE, "null descriptor reference");
    }

    /** A null where an array is needed. */
    public static Trap array() {
        return new Trap(TrapCode.NULL_REFERENCE, "null array reference");
    }

    /** A null where an i31 is needed. */
    public static Trap i31() {
        return new Trap(TrapCode.NULL_REFERENCE, "null i31 reference");
    }

    /** A null where a function is needed. */
    public static Trap function() {
        return new Trap(TrapCode.NULL_REFERENCE, "null function reference");
    }
}
