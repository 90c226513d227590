package dev.vespula.codegen;

import java.util.List;

/** A numeric type of the tables: how Java spells it, and how its values stand in a slot. */
enum JavaType {
    I32("i32", "int", "(int) %s", "%s"),
    I64("i64", "long", "%s", "%s"),
    F32("f32", "float", "Float.intBitsToFloat((int) %s)", "Float.floatToRawIntBits(%s)"),
    F64("f64", "double", "Double.longBitsToDouble(%s)", "Double.doubleToRawLongBits(%s)");

    /** The name in the tables, which is also the name of the evaluating method. */
    final String wasm;
    /** The Java type. */
    final String java;
    private final String fromCell;
    private final String toCell;

    JavaType(String wasm, String java, String fromCell, String toCell) {
        this.wasm = wasm;
        this.java = java;
        this.fromCell = fromCell;
        this.toCell = toCell;
    }

    static JavaType of(String wasm) {
        for (JavaType type : values()) {
            if (type.wasm.equals(wasm)) {
                return type;
            }
        }
        throw new IllegalArgumentException("not a numeric type: " + wasm);
    }

    /** The Java type of so many bytes of memory. */
    static String raw(int width) {
        return List.of("byte", "short", "int", "long").get(Integer.numberOfTrailingZeros(width));
    }

    /** The value in the slot that the field names. */
    String read(String field) {
        return fromCell("cells[fp + " + field + "]");
    }

    /** The value in a cell. */
    String fromCell(String cell) {
        return fromCell.formatted(cell);
    }

    /** A value as the cell holds it. */
    String cell(String value) {
        return toCell.formatted(value);
    }

    /** The immediate of a node specification. */
    String immediate() {
        return fromCell("spec.bits");
    }
}
