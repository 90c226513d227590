package dev.vespula.bindings.internal.source;

import java.util.List;

/** A constant of an enum. */
public record Constant(DocComment docs, List<AnnotationUse> annotations, String name) {}
