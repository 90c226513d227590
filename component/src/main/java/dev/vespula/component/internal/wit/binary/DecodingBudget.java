package dev.vespula.component.internal.wit.binary;

import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.internal.wit.syntax.WitError;

/**
 * How much may still be written out of one binary. In a binary types are shared: a few bytes import an interface again that
 * has thousands of functions, and in WIT each of its copies stands there.
 */
final class DecodingBudget {
    private static final int MAX_ITEMS = 1_000_000;

    private int left = MAX_ITEMS;

    void charge(int items, Place place) {
        left -= items;
        if (left < 0) {
            throw WitError.limit(place, "written as WIT, there would be more than " + MAX_ITEMS + " types and functions");
        }
    }
}
