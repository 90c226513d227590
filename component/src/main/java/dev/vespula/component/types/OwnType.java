package dev.vespula.component.types;

/** A handle that owns a resource: who gets it must drop it. */
public record OwnType(ResourceType resource) implements ValueType {}
