package dev.vespula.component.types;

/** The type of what a component imports or exports. Component model, Explainer, "Type Definitions", {@code externtype}. */
public sealed interface ExternType permits FunctionType, InstanceType, ComponentType, CoreModuleType, TypeBound {}
