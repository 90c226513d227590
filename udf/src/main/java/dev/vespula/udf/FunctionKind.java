package dev.vespula.udf;

/** What a function makes of rows. */
public enum FunctionKind {
    /** One row in, one value out. */
    SCALAR,
    /** One row in, any number of rows out. */
    TABLE,
    /** Many rows in, one value out. */
    AGGREGATE
}
