package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.internal.wit.ast.Renaming;
import dev.vespula.component.wit.WitGate;
import java.util.List;

/** A world to be included in another. */
record DraftInclude(WorldNode from, List<Renaming> names, WitGate gate, Place place) {}
