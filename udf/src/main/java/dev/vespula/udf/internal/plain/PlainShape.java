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
final class PlainShape {
    private PlainShape() {}

    /**
     * Compares.
     *
     * @throws UdfException if the export has another type
     */
    static void of(Signature signature, FuncType type) {
        List<ValType> params = new ArrayList<>();
        for (Field param : signature.params()) {
            params.add(core(signature, param.type()));
        }
        ValType result = core(signature, signature.result());
        if (!type.params().equals(params) || !type.results().equals(List.of(result))) {
            throw new UdfException(UdfErrorKind.MODULE, signature.name(), "declared as " + signature + ", but exported as " + type);
        }
    }

    private static ValType core(Signature signature, UdfType type) {
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
        throw new UdfException(UdfErrorKind.MODULE, signature.name(), "values of " + type + " cannot be passed to a core module");
    }
}
