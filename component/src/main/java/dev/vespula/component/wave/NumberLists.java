package dev.vespula.component.wave;

import dev.vespula.component.internal.abi.NumberArrays;
import dev.vespula.component.types.Primitive;
import java.lang.reflect.Array;
import java.util.List;

/** Lists of numbers, which are arrays in Java; unsigned elements are raw bits there. */
final class NumberLists {
    private NumberLists() {}

    /** The array of numbers as they are by themselves. */
    static Object array(Primitive type, List<Object> elements) {
        Object array = Array.newInstance(NumberArrays.element(type), elements.size());
        for (int k = 0; k < elements.size(); k++) {
            Number number = (Number) elements.get(k);
            switch (type) {
                case S8, U8 -> Array.setByte(array, k, number.byteValue());
                case S16, U16 -> Array.setShort(array, k, number.shortValue());
                case S32, U32 -> Array.setInt(array, k, number.intValue());
                case S64, U64 -> Array.setLong(array, k, number.longValue());
                case F32 -> Array.setFloat(array, k, number.floatValue());
                default -> Array.setDouble(array, k, number.doubleValue());
            }
        }
        return array;
    }

    /** Whether a value is the array of a list of a type. */
    static boolean isArray(Primitive type, Object value) {
        return value != null && value.getClass().componentType() == NumberArrays.element(type);
    }

    /** An element of an array as it is by itself. */
    static Object element(Primitive type, Object array, int index) {
        return switch (type) {
            case S8 -> Array.getByte(array, index);
            case U8 -> Array.getByte(array, index) & 0xFF;
            case S16 -> Array.getShort(array, index);
            case U16 -> Array.getShort(array, index) & 0xFFFF;
            case S32 -> Array.getInt(array, index);
            case U32 -> Array.getInt(array, index) & 0xFFFF_FFFFL;
            case S64, U64 -> Array.getLong(array, index);
            case F32 -> Array.getFloat(array, index);
            default -> Array.getDouble(array, index);
        };
    }
}
