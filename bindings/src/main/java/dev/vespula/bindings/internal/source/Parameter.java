package dev.vespula.bindings.internal.source;

import java.util.List;

/** A parameter of a method, or a component of a record. */
public record Parameter(DocComment docs, List<AnnotationUse> annotations, TypeUse type, String name) {
    /** One of which there is no more to say. */
    public static Parameter of(TypeUse type, String name) {
        return new Parameter(DocComment.NONE, List.of(), type, name);
    }
}
