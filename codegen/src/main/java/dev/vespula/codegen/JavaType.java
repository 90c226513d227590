package dev.vespula.codegen;

/** A numeric type of the tables: how Java spells it, and how its values stand in a slot. */
enum JavaType {
    I32("i32", "int", "(int) cells[fp + %s]", "%s", "(int) spec.bits"),
    I64("i64", "long", "cells[fp + %s]", "%s", "spec.bits"),
    F32("f32", "float", "Float.intBitsToFloat((int) cells[fp + %s])", "Float.floatToRawIntBits(%s)",
            "Float.intBitsToFloat((int) spec.bits)"),
    F64("f64", "double", "Double.longBitsToDouble(cells[fp + %s])", "Double.doubleToRawLongBits(%s)",
            "Double.longBitsToDouble(spec.bits)");

    /** The name in the tables, which is also the name of the evaluating method. */
    final String wasm;
    /** The Java type. */
    final String java;
    private final String fromCell;
    private final String toCell;
    private final String immediate;

    JavaType(String wasm, String java, String fromCell, String toCell, String immediate) {
        this.wasm = wasm;
        this.java = java;
        this.fromCell = fromCell;
        this.toCell = toCell;
        this.immediate = immediate;
    }

    static JavaType of(String wasm) {
        for (JavaType type : values()) {
            if (type.wasm.equals(wasm)) {
                return type;
            }
        }
        throw new IllegalArgumentException("not a numeric type: " + wasm);
    }

    /** The value in the slot that the field names. */
    String read(String field) {
        return fromCell.formatted(field);
    }

    /** A value as the cell holds it. */
    String cell(String value) {
        return toCell.formatted(value);
    }

    /** The immediate of a node specification. */
    String immediate() {
        return immediate;
    }
}
