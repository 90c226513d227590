package dev.vespula.component.internal.abi;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** The JDK's conversions between floating-point numbers and their bits, as handles. */
final class FloatBits {
    /** The f32 with the bits of an int. */
    static final MethodHandle TO_FLOAT = of(Float.class, "intBitsToFloat", float.class, int.class);
    /** The f64 with the bits of a long. */
    static final MethodHandle TO_DOUBLE = of(Double.class, "longBitsToDouble", double.class, long.class);
    /** The bits of an f32. */
    static final MethodHandle OF_FLOAT = of(Float.class, "floatToRawIntBits", int.class, float.class);
    /** The bits of an f64. */
    static final MethodHandle OF_DOUBLE = of(Double.class, "doubleToRawLongBits", long.class, double.class);

    private FloatBits() {}

    private static MethodHandle of(Class<?> holder, String name, Class<?> result, Class<?> param) {
        try {
            return MethodHandles.publicLookup().findStatic(holder, name, MethodType.methodType(result, param));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
