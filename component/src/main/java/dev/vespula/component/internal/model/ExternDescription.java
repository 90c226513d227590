package dev.vespula.component.internal.model;

/** What an import is to be, or an export is ascribed. Binary.md, {@code externtype}. */
public sealed interface ExternDescription {

    /** A core module whose type has an index in the space of core types. */
    record OfCoreModule(int coreType) implements ExternDescription {}

    /** A function. */
    record OfFunction(int type) implements ExternDescription {}

    /** A value equal to one that exists. */
    record OfEqualValue(int value) implements ExternDescription {}

    /** A value of a type. */
    record OfValue(TypeRef type) implements ExternDescription {}

    /** A type equal to one that exists: {@code (type (eq i))}. */
    record OfEqualType(int type) implements ExternDescription {}

    /** A resource type of which nothing is known: {@code (type (sub resource))}. */
    record OfResource() implements ExternDescription {}

    /** A component. */
    record OfComponent(int type) implements ExternDescription {}

    /** An instance. */
    record OfInstance(int type) implements ExternDescription {}
}
