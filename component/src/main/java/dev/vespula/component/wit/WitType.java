package dev.vespula.component.wit;

/** What a parameter, a result, a field or a case is of: a primitive type or a type that is defined somewhere. */
public sealed interface WitType permits WitPrimitive, WitTypeDef {}
