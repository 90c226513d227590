package dev.vespula.internal.objects;

import dev.vespula.internal.types.ValTypes;
import java.lang.reflect.Array;
import java.util.Objects;

/** Elements of arrays that are copied at once from and to Java arrays: of the type that holds them, or of chars for i16. */
final class JavaArrays {
    private JavaArrays() {}

    /**
     * Copies elements into part of a Java array.
     *
     * @throws IllegalArgumentException  if it is of another type
     * @throws IndexOutOfBoundsException if a range does not exist
     */
    static void read(ArrayObject source, int index, Object target, int offset, int length) {
        check(source, index, target, offset, length);
        if (target instanceof char[] chars) {
            short[] items = (short[]) source.items();
            for (int k = 0; k < length; k++) {
                chars[offset + k] = (char) items[index + k];
            }
        } else {
            System.arraycopy(source.items(), index, target, offset, length);
        }
    }

    /** Copies part of a Java array to elements, mutable or not: as {@link #read}. */
    static void write(ArrayObject target, int index, Object source, int offset, int length) {
        check(target, index, source, offset, length);
        if (source instanceof char[] chars) {
            short[] items = (short[]) target.items();
            for (int k = 0; k < length; k++) {
                items[index + k] = (short) chars[offset + k];
            }
        } else {
            System.arraycopy(source, offset, target.items(), index, length);
        }
    }

    private static void check(ArrayObject array, int index, Object java, int offset, int length) {
        checkType(array.type, java);
        Objects.checkFromIndexSize(index, length, array.length());
        Objects.checkFromIndexSize(offset, length, Array.getLength(java));
    }

    /** Refuses a Java array that cannot hold the elements of an array type. */
    static void checkType(ObjectType type, Object java) {
        Class<?> held = switch (type.field(0)) {
            case ValTypes.I8 -> byte[].class;
            case ValTypes.I16 -> java instanceof char[] ? char[].class : short[].class;
            case ValTypes.I32 -> int[].class;
            case ValTypes.I64 -> long[].class;
            case ValTypes.F32 -> float[].class;
            case ValTypes.F64 -> double[].class;
            default -> throw new IllegalArgumentException("the elements of the array are "
                    + (type.field(0) == ValTypes.V128 ? "vectors" : "references") + ", not numbers");
        };
        if (java.getClass() != held) {
            throw new IllegalArgumentException("the elements of the array are copied from and to " + held.getSimpleName()
                    + ", not " + java.getClass().getSimpleName());
        }
    }
}
