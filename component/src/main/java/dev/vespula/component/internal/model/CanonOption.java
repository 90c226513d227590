package dev.vespula.component.internal.model;

/** An option of a canonical definition. Binary.md, {@code canonopt}. */
public sealed interface CanonOption {

    /** How strings are encoded. */
    record OfEncoding(StringEncoding encoding) implements CanonOption {}

    /** The core memory that pointers point into. */
    record OfMemory(int memory) implements CanonOption {}

    /** The core function that allocates. */
    record OfRealloc(int function) implements CanonOption {}

    /** The core function that is called when the results have been read. */
    record OfPostReturn(int function) implements CanonOption {}

    /** The asynchronous form. */
    record OfAsync() implements CanonOption {}

    /** The core function that is called when something happens. */
    record OfCallback(int function) implements CanonOption {}
}
