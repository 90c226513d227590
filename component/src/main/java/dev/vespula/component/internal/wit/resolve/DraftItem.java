package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.wit.WitWorldItem;

/** What a world imports or exports while its interfaces and types may still be placeholders. */
record DraftItem(WitWorldItem item, Place place) {
    /** What it is, for messages. */
    String word() {
        return item instanceof WitWorldItem.Interface
                ? "interface"
                : item instanceof WitWorldItem.Function ? "function" : "type";
    }
}
