package dev.vespula.bench.replay;

import dev.vespula.types.FuncType;
import dev.vespula.types.NumType;
import dev.vespula.types.ValType;
import java.util.List;

/** How a value is written in a trace. */
enum Wire {
    I32, I64, F32, F64, REFERENCE;

    private static final Wire[] ALL = values();

    /** The one with this number. */
    static Wire numbered(int number) {
        return ALL[number];
    }

    /**
     * How values of a type are written.
     *
     * @throws IllegalArgumentException for vectors, which never cross the border to JavaScript
     */
    static Wire of(ValType type) {
        if (!(type instanceof NumType number)) {
            return REFERENCE;
        }
        return switch (number) {
            case I32 -> I32;
            case I64 -> I64;
            case F32 -> F32;
            case F64 -> F64;
            case V128 -> throw new IllegalArgumentException("a vector cannot have crossed");
        };
    }

    private static Wire[] of(List<ValType> types) {
        return types.stream().map(Wire::of).toArray(Wire[]::new);
    }

    /** The type with this name in JavaScript. */
    static ValType type(String name) {
        return switch (name) {
            case "i32" -> ValType.I32;
            case "i64" -> ValType.I64;
            case "f32" -> ValType.F32;
            case "f64" -> ValType.F64;
            case "externref" -> ValType.EXTERNREF;
            default -> ValType.FUNCREF;
        };
    }

    /**
     * How the values of a call are written.
     *
     * @param params the arguments
     * @param results the results
     */
    record Signature(Wire[] params, Wire[] results) {
        static Signature of(FuncType type) {
            return new Signature(Wire.of(type.params()), Wire.of(type.results()));
        }
    }
}
