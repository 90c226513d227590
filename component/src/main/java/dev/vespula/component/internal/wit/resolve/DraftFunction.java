package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.wit.WitFunction;

/** A function whose types may still be placeholders. */
record DraftFunction(WitFunction function, Place place) {}
