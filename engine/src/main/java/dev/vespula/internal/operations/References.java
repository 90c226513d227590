package dev.vespula.internal.operations;

import dev.vespula.I31;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.objects.NullObject;
import dev.vespula.internal.runtime.TypeTest;

/** Instructions over references. */
public final class References {
    private References() {}

    /** {@code ref.as_non_null}. */
    public static Object asNonNull(Object reference) {
        if (reference == null) {
            throw new Trap(TrapCode.NULL_REFERENCE);
        }
        return reference;
    }

    /** {@code ref.eq}: integers are equal by value, everything else is by identity. */
    public static boolean areEqual(Object a, Object b) {
        return a == b || a instanceof I31 && a.equals(b);
    }

    /** {@code ref.cast}. */
    public static Object cast(Object reference, TypeTest type) {
        if (!type.test(reference)) {
            throw new Trap(TrapCode.CAST_FAILURE);
        }
        return reference;
    }

    /** {@code ref.i31}. */
    public static Object toI31(int value) {
        return I31.of(value);
    }

    /** {@code i31.get_s}. */
    public static int fromI31(Object reference) {
        if (reference == null) {
            throw NullObject.i31();
        }
        return ((I31) reference).signed();
    }
}
