package dev.vespula.component.internal.bind;

import dev.vespula.component.internal.abi.NumberArrays;
import dev.vespula.component.internal.abi.ScalarForm;
import dev.vespula.component.types.Primitive;
import java.lang.invoke.MethodType;
import java.math.BigInteger;

/** What numbers, booleans and characters can be in Java. */
final class Scalars {
    private Scalars() {}

    /** The form of a type as a class; null if that does not fit. */
    static ScalarForm form(Primitive type, Class<?> java) {
        Class<?> boxed = MethodType.methodType(java).wrap().returnType();
        ScalarForm usual = ScalarForm.of(type);
        if (boxed == usual.javaClass()) {
            return usual;
        }
        return switch (type) {
            case U8 -> boxed == Byte.class ? ScalarForm.U8_BITS : null;
            case U16 -> boxed == Short.class ? ScalarForm.U16_BITS : null;
            case U32 -> boxed == Integer.class ? ScalarForm.INT : null;
            case U64 -> boxed == BigInteger.class ? ScalarForm.U64 : null;
            default -> null;
        };
    }

    /** What messages say can stand for a type. */
    static String wanted(Primitive type) {
        return switch (type) {
            case BOOL -> "boolean";
            case S8 -> "byte";
            case U8 -> "int (or byte, as raw bits)";
            case S16 -> "short";
            case U16 -> "int (or short, as raw bits)";
            case S32 -> "int";
            case U32 -> "long (or int, as raw bits)";
            case S64 -> "long";
            case U64 -> "long (as raw bits) or BigInteger";
            case F32 -> "float";
            case F64 -> "double";
            case CHAR -> "int (a code point)";
            case STRING, ERROR_CONTEXT -> throw new IllegalArgumentException(type.toString());
        };
    }

    /** The array that stands for lists of numbers, which is copied as a whole; null for other types. */
    static Class<?> array(Primitive element) {
        return NumberArrays.isFor(element) ? NumberArrays.element(element).arrayType() : null;
    }
}
