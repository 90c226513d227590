package dev.vespula.internal.interop;

import dev.vespula.V128;
import dev.vespula.internal.types.ValTypes;

/** How a value type crosses between Java and a window of slots. */
enum CallKind {
    I32(int.class, "i32", "finishI32"),
    I64(long.class, "i64", "finishI64"),
    F32(float.class, "f32", "finishF32"),
    F64(double.class, "f64", "finishF64"),
    V128(V128.class, null, null),
    REF(Object.class, "ref", "finishRef");

    /** The Java type. */
    final Class<?> java;
    /** The window's accessor, or null where a helper does it. */
    final String accessor;
    /** The invocation's last step, or null where a helper does it. */
    final String finish;

    CallKind(Class<?> java, String accessor, String finish) {
        this.java = java;
        this.accessor = accessor;
        this.finish = finish;
    }

    static CallKind of(int type) {
        return switch (type) {
            case ValTypes.I32 -> I32;
            case ValTypes.I64 -> I64;
            case ValTypes.F32 -> F32;
            case ValTypes.F64 -> F64;
            case ValTypes.V128 -> V128;
            default -> REF;
        };
    }

    /** The Java type of the value as the machine has it, for a v128 that of one half. */
    Class<?> raw() {
        return this == V128 ? long.class : java;
    }

    /** First character of the Java type's descriptor. */
    char letter() {
        return Descriptors.kind(java);
    }
}
