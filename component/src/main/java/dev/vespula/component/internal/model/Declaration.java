package dev.vespula.component.internal.model;

/** A declaration in the type of a component or an instance. Binary.md, {@code componentdecl} and {@code instancedecl}. */
public sealed interface Declaration {
    /** Where it begins in the outermost file. */
    int offset();

    /** A core type. */
    record OfCoreType(int offset, CoreType type) implements Declaration {}

    /** A type. */
    record OfType(int offset, TypeDefinition type) implements Declaration {}

    /** An alias. */
    record OfAlias(int offset, Alias alias) implements Declaration {}

    /** An import; not in the type of an instance. */
    record OfImport(int offset, ExternName name, ExternDescription description) implements Declaration {}

    /** An export. */
    record OfExport(int offset, ExternName name, ExternDescription description) implements Declaration {}
}
