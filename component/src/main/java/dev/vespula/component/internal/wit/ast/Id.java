package dev.vespula.component.internal.wit.ast;

/** An identifier, without the {@code %} it may have been written with. */
public record Id(String name, Place place) {}
