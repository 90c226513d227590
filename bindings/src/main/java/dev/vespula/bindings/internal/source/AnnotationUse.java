package dev.vespula.bindings.internal.source;

/** An annotation: {@code @Type}, or with what stands in brackets. */
public record AnnotationUse(TypeUse type, Code value) {
    public static final AnnotationUse OVERRIDE = new AnnotationUse(TypeUse.lang("Override"), null);

    /** One whose value is a string. */
    public static AnnotationUse of(Class<?> type, String value) {
        return new AnnotationUse(TypeUse.existing(type), Code.of(Code.literal(value)));
    }
}
