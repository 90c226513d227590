package dev.vespula.conformance.fuzz;

/**
 * A kind of value that the functions of a {@link SiteProgram} have in their slots.
 */
enum SiteKind {
    I32("i32", "i32", "i32.const 0"),
    I64("i64", "i64", "i64.const 0"),
    F32("f32", "f32", "f32.const 0"),
    F64("f64", "f64", "f64.const 0"),
    V128("v128", "v128", "v128.const i64x2 0 0"),
    STRUCT("struct", "(ref null $s)", "ref.null $s"),
    EXTERN("extern", "externref", "ref.null extern"),
    FUNC("func", "(ref null $id)", "ref.null $id");

    /** Part of the names of functions that make and take such values. */
    final String label;
    /** The type as text. */
    final String type;
    /** The default value as text. */
    final String zero;

    SiteKind(String label, String type, String zero) {
        this.label = label;
        this.type = type;
        this.zero = zero;
    }
}
