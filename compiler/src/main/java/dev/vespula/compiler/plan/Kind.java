package dev.vespula.compiler.plan;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.types.ValTypes;

/** What a Java variable holds. A v128 is two {@link #LONG}s. */
public enum Kind {
    /** An i32. */
    INT('I', 1),
    /** An i64, or half of a v128. */
    LONG('J', 2),
    /** An f32. */
    FLOAT('F', 1),
    /** An f64. */
    DOUBLE('D', 2),
    /** A reference. */
    REF('L', 1);

    /** First character of the type's descriptor. */
    public final char letter;
    /** Java slots that a value takes. */
    public final int size;

    Kind(char letter, int size) {
        this.letter = letter;
        this.size = size;
    }

    /** The type's descriptor. */
    public String descriptor() {
        return this == REF ? "Ljava/lang/Object;" : String.valueOf(letter);
    }

    /** The kind of an IR type; a v128 is {@link #LONG}, twice. */
    public static Kind ofIr(int type) {
        return switch (type) {
            case Ir.TYPE_I32 -> INT;
            case Ir.TYPE_I64, Ir.TYPE_V128 -> LONG;
            case Ir.TYPE_F32 -> FLOAT;
            case Ir.TYPE_F64 -> DOUBLE;
            case Ir.TYPE_REF -> REF;
            default -> throw new IllegalArgumentException("IR type " + type);
        };
    }

    /** The kind of a value type of {@code ValTypes}; a v128 is {@link #LONG}, twice. */
    public static Kind ofValue(int type) {
        return switch (type) {
            case ValTypes.I32 -> INT;
            case ValTypes.I64, ValTypes.V128 -> LONG;
            case ValTypes.F32 -> FLOAT;
            case ValTypes.F64 -> DOUBLE;
            default -> REF;
        };
    }
}
