package dev.vespula.component.wit;

/** A parameter of a function. */
public record WitParameter(String name, WitType type) {}
