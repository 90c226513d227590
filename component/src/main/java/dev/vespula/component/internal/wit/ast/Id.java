package dev.vespula.component.internal.wit.ast;

import dev.vespula.component.internal.wit.syntax.Place;

/** An identifier, without the {@code %} it may have been written with. */
public record Id(String name, Place place) {}
