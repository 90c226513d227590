package dev.vespula.internal.operations;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.objects.NullObject;
import dev.vespula.internal.objects.StructObject;
import dev.vespula.internal.runtime.TypeTest;

/**
 * Instructions over structs that describe others. A descriptor is of exactly the type that describes the type of its struct: where
 * the descriptor of a struct is one that was given, the struct is of the type that this one describes, and nothing else is looked at.
 */
public final class Descriptors {
    private Descriptors() {}

    /** A descriptor that must not be null. */
    public static Object nonNull(Object descriptor) {
        if (descriptor == null) {
            throw NullObject.descriptor();
        }
        return descriptor;
    }

    /** Whether a descriptor is that of a reference, or the reference is null and the type admits that. */
    public static boolean test(Object reference, Object descriptor, TypeTest type) {
        nonNull(descriptor);
        return reference == null ? type.test(null) : reference instanceof StructObject struct && struct
                .descriptor() == descriptor;
    }

    /** {@code ref.cast_desc_eq}. */
    public static Object cast(Object reference, Object descriptor, TypeTest type) {
        if (!test(reference, descriptor, type)) {
            throw new Trap(TrapCode.CAST_FAILURE, "descriptor cast failure");
        }
        return reference;
    }
}
