package dev.vespula.component.types;

/** A type that is imported or exported. */
public sealed interface TypeBound extends ExternType {

    /** A type of values that is known. */
    record OfValues(ValueType type) implements TypeBound {}

    /** A resource type: one that is known, or a new one. */
    record OfResource(ResourceType type) implements TypeBound {}

    /** A function type, an instance type or a component type under a name. */
    record OfExtern(ExternType type) implements TypeBound {}
}
