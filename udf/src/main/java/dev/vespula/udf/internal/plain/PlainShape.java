package dev.vespula.udf.internal.plain;

import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import dev.vespula.udf.Field;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.Signature;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfException;
import dev.vespula.udf.UdfType;
import java.util.ArrayList;
import java.util.List;

/** How the values of a signature stand in a core function's parameters and results. */
enum PlainShape {
    /** A number. */
    NUMBER,
    /** A string or bytes as an i64: the address in its upper half, the length in its lower one. */
    PACKED,
    /** A string or bytes as two i32: address and length. */
    PAIR,
    /** A string or bytes whose address and length the function writes where its last parameter says. */
    SLICE;

    /** The parameters of a signature, after others. */
    static List<ValType> params(Signature signature, ValType... before) {
        List<ValType> params = new ArrayList<>(List.of(before));
        for (Field param : signature.params()) {
            UdfType type = param.type();
            if (isBytes(type)) {
                params.add(ValType.I32);
                params.add(ValType.I32);
            } else {
                params.add(number(signature, type));
            }
        }
        return params;
    }

    /**
     * Compares a function that returns a value.
     *
     * @throws UdfException if the export has another type
     */
    static PlainShape of(Signature signature, List<ValType> params, UdfType result, FuncType type) {
        if (!isBytes(result)) {
            check(signature, new FuncType(params, List.of(number(signature, result))), type);
            return NUMBER;
        }
        if (type.equals(new FuncType(params, List.of(ValType.I64)))) {
            return PACKED;
        }
        if (type.equals(new FuncType(params, List.of(ValType.I32, ValType.I32)))) {
            return PAIR;
        }
        List<ValType> withPlace = new ArrayList<>(params);
        withPlace.add(ValType.I32);
        if (type.equals(new FuncType(withPlace, List.of()))) {
            return SLICE;
        }
        throw mismatch(signature, new FuncType(params, List.of(ValType.I64)), type);
    }

    static void check(Signature signature, FuncType wanted, FuncType type) {
        if (!type.equals(wanted)) {
            throw mismatch(signature, wanted, type);
        }
    }

    private static UdfException mismatch(Signature signature, FuncType wanted, FuncType type) {
        return new UdfException(UdfErrorKind.MODULE, signature.name(), "declared as " + signature + ", which is " + wanted
                + " in a core module, but exported as " + type);
    }

    static boolean isBytes(UdfType type) {
        return type.isFlat() && type.flat().storage() == FlatType.Storage.BYTES;
    }

    private static ValType number(Signature signature, UdfType type) {
        if (type instanceof FlatType flat) {
            switch (flat.storage()) {
                case INT -> {
                    return ValType.I32;
                }
                case LONG -> {
                    return ValType.I64;
                }
                case FLOAT -> {
                    return ValType.F32;
                }
                case DOUBLE -> {
                    return ValType.F64;
                }
                case BYTES -> {}
            }
        }
        throw new UdfException(UdfErrorKind.MODULE, signature.name(), "values of " + type
                + " cannot be passed to a core module");
    }
}
