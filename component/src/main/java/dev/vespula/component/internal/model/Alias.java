package dev.vespula.component.internal.model;

/** A name for something of an instance or of an enclosing component. Binary.md, {@code alias}. */
public sealed interface Alias {

    /** What it is. */
    Sort sort();

    /** An export of a component instance. */
    record OfExport(Sort sort, int instance, String name) implements Alias {}

    /** An export of a core instance. */
    record OfCoreExport(Sort sort, int instance, String name) implements Alias {}

    /** Something of an enclosing component or type: {@code count} scopes outwards, 0 is the present one. */
    record OfOuter(Sort sort, int count, int index) implements Alias {}
}
